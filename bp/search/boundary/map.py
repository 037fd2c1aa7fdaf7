"""The map: a run a pixel, trained block by block, coarse to fine."""

import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.search.boundary.network import BoundaryConfig
from bp.search.boundary.runs import measure
from bp.training.blas import one_blas_thread

Array = NDArray[Any]
Block = tuple[Array, Array, Array]  # of some pixels: rows, columns, measures

BLOCK = 64  # runs that train together: what they need stays in a core's cache
QUEUES = 8  # of blocks, which workers may work off side by side
COARSEST = 8  # pixels a side of the first picture


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
    """Blocks of a map that are trained one after another: a part of it, as `Sliced` has it."""

    config: BoundaryConfig
    blocks: list[int]  # what is left of them, by number

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
        rows, columns = (
            places[first : first + BLOCK] for places in coarse_to_fine(self.config.resolution)
        )
        rate1, rate2 = self.config.region.rates(self.config.resolution)
        return rows, columns, measure(self.config, rate1[columns], rate2[rows])


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


class Boundary:
    """A map that is trained in slices, as `bp.parallel.sliced` has it.

    `image (resolution, resolution)` holds each run's `measure`, below 0 where it converged and not
    a number where it is still to come: rows are learning rates of W2, columns of W1, the smallest
    first. The same config gives the same image, however the slices are cut up.
    """

    def __init__(self, config: BoundaryConfig) -> None:
        self.config = config
        self.image: Array = np.full((config.resolution, config.resolution), np.nan)
        blocks = range(-(-config.runs // BLOCK))
        queues = [Queue(config, list(blocks[start::QUEUES])) for start in range(QUEUES)]
        self._queues = [queue for queue in queues if queue.blocks]
        self._rounds = len(self._queues[0].blocks)

    @property
    def finished(self) -> bool:
        """Whether every run is through."""
        return not any(queue.blocks for queue in self._queues)

    @property
    def progress(self) -> tuple[int, int]:
        """Rounds done and in all: in each, every queue trains one block."""
        return self._rounds - max(len(queue.blocks) for queue in self._queues), self._rounds

    @property
    def runs_done(self) -> int:
        """How many runs are through."""
        return int(np.count_nonzero(~np.isnan(self.image)))

    @property
    def converged(self) -> Array:
        """Which runs converged, `(resolution, resolution)`; those still to come did not."""
        return self.image < 0

    @property
    def nbytes(self) -> int:
        """About the memory that it takes."""
        return self.image.nbytes

    @property
    def parts(self) -> Sequence[Queue]:
        """The queues: what the next slice begins from."""
        return self._queues

    advance_parts = staticmethod(advance_queues)

    def take(self, parts: Sequence[Queue], records: Sequence[list[Block]]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and what they trained."""
        self._queues = list(parts)
        for blocks in records:
            for rows, columns, measures in blocks:
                self.image[rows, columns] = measures

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """It has none of the data sets."""

    def snapshot(self) -> "Boundary":
        """What is through by now, to be read while it goes on."""
        snapshot = copy(self)
        snapshot.image = self.image.copy()
        return snapshot

    def advance(self, rounds: int | None = None) -> None:
        """Train so many rounds more, here and now; without a number all that are left."""
        with one_blas_thread():
            self.take(
                self.parts, advance_queues(self._queues, rounds or self._rounds, float("inf"))
            )
