"""A map's runs in blocks that train together, and the queues in which workers work them off."""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.search.boundary.network import BoundaryConfig
from bp.search.boundary.runs import measure

Array = NDArray[Any]
Block = tuple[Array, Array, Array]  # of some pixels: rows, columns, measures

BLOCK = 64  # runs that train together: what they need stays in a core's cache
QUEUES = 8  # of blocks, which workers may work off side by side
COARSEST = 8  # pixels a side of the first picture


def block_count(runs: int) -> int:
    """In how many blocks so many runs are trained."""
    return -(-runs // BLOCK)


@lru_cache(maxsize=4)
def coarse_to_fine(resolution: int) -> tuple[Array, Array]:
    """Rows and columns of all pixels: a grid of a few first, then those between."""
    rows, columns = np.indices((resolution, resolution)).reshape(2, -1)
    # The lowest bit that is set in either: how fine a grid has to be to have the pixel.
    finest = (rows | columns) & -(rows | columns)
    level = np.where(finest == 0, resolution, finest).clip(max=max(resolution // COARSEST, 1))
    order = np.argsort(-level, kind="stable")
    return rows[order], columns[order]


@dataclass
class Queue:
    """Blocks of a map that are trained one after another: a part of it, as `Sliced` has it.

    They are of all pixels, coarse to fine; or of those to check, which are trained on the same
    samples in another order.
    """

    config: BoundaryConfig
    blocks: list[int]  # what is left of them, by number
    checked: tuple[Array, Array] | None = None  # rows, columns

    @property
    def work(self) -> int:
        """What a unit costs, compared with other queues: a block always costs about the same."""
        return 1

    @property
    def nbytes(self) -> int:
        """About the size of what is pickled, a block's measures included."""
        return 8 * len(self.blocks) + 24 * BLOCK

    def train_next(self) -> Block:
        """Train the next block of runs from their first step to their last."""
        first = self.blocks.pop(0) * BLOCK
        pixels = self.checked or coarse_to_fine(self.config.resolution)
        rows, columns = (places[first : first + BLOCK] for places in pixels)
        rate1, rate2 = self.config.region.rates(self.config.resolution)
        measures = measure(
            self.config, rate1[columns], rate2[rows], reordered=self.checked is not None
        )
        return rows, columns, measures


def advance_queues(queues: list[Queue], units: int, seconds: float) -> list[list[Block]]:
    """Train so many blocks more of each queue, or until the time is up; one at least."""
    until = time.perf_counter() + seconds
    trained: list[list[Block]] = [[] for _ in queues]
    for _ in range(units):
        for queue, record in zip(queues, trained, strict=True):
            if queue.blocks:
                record.append(queue.train_next())
        if time.perf_counter() >= until or not any(queue.blocks for queue in queues):
            break
    return trained


def queues_of(
    config: BoundaryConfig, runs: int, checked: tuple[Array, Array] | None = None
) -> list[Queue]:
    """Queues for all blocks of so many runs, of about the same length."""
    blocks = range(block_count(runs))
    shared = [list(blocks[start::QUEUES]) for start in range(min(QUEUES, len(blocks)))]
    return [Queue(config, share, checked) for share in shared]
