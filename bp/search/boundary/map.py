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
from bp.search.boundary.box_counting import places_of_change
from bp.search.boundary.network import BoundaryConfig
from bp.search.boundary.runs import measure
from bp.training.blas import one_blas_thread

Array = NDArray[Any]
Block = tuple[Array, Array, Array]  # of some pixels: rows, columns, measures

BLOCK = 64  # runs that train together: what they need stays in a core's cache
QUEUES = 8  # of blocks, which workers may work off side by side
COARSEST = 8  # pixels a side of the first picture
MOST_BY_ROUNDING = 0.1  # of the checked runs: beyond it the picture is that of the rounding
CHECKED = 256  # runs beside the boundary that are trained again, to see what rounding decides


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


class Boundary:
    """A map that is trained in slices, as `bp.parallel.sliced` has it.

    `image (resolution, resolution)` holds each run's `measure`, below 0 where it converged and not
    a number where it is still to come: rows are learning rates of W2, columns of W1, the smallest
    first. The same config gives the same image, however the slices are cut up.
    """

    def __init__(self, config: BoundaryConfig) -> None:
        self.config = config
        self.image: Array = np.full((config.resolution, config.resolution), np.nan)
        self.by_rounding = 0.0  # share of the checked runs that come out otherwise, once finished
        self.finished = False  # whether every run is through, and those to check once more
        self._checked: list[bool] = []  # whether they come out otherwise
        self._queues = _queues(config, config.runs)
        self._rounds = len(self._queues[0].blocks)

    @property
    def progress(self) -> tuple[int, int]:
        """Rounds done and in all: in each, every queue trains one block. The check is the last."""
        left = max(len(queue.blocks) for queue in self._queues)
        is_check = self._queues[0].checked is not None
        done = self._rounds if is_check else self._rounds - left
        return done + self.finished, self._rounds + 1

    @property
    def is_resolved(self) -> bool:
        """Whether the rates decide about nearly all runs, and not how float64 rounds."""
        return self.by_rounding <= MOST_BY_ROUNDING

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
        for rows, columns, measures in (block for blocks in records for block in blocks):
            if parts[0].checked is None:
                self.image[rows, columns] = measures
            else:
                otherwise = (measures < 0) != (self.image[rows, columns] < 0)
                self._checked.extend(otherwise.tolist())
        if not any(queue.blocks for queue in self._queues):
            self._end_phase()

    def _end_phase(self) -> None:
        """Every queue is empty: go on to the check, or to the end."""
        rows, columns = beside_boundary(self.converged)
        if self._queues[0].checked is None and len(rows):
            self._queues = _queues(self.config, len(rows), (rows, columns))
            return
        self.finished = True
        self.by_rounding = sum(self._checked) / max(len(self._checked), 1)

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """It has none of the data sets."""

    def snapshot(self) -> "Boundary":
        """What is through by now, to be read while it goes on."""
        snapshot = copy(self)
        snapshot.image = self.image.copy()
        return snapshot

    def train(self) -> None:
        """Train all that is left, here and now."""
        with one_blas_thread():
            while not self.finished:
                self.take(self.parts, advance_queues(self._queues, self._rounds, float("inf")))


def beside_boundary(converged: Array) -> tuple[Array, Array]:
    """Rows and columns of some pixels whose neighbours came out otherwise, evenly chosen."""
    beside = np.zeros_like(converged)
    changes = places_of_change(converged)
    for rows in (slice(None, -1), slice(1, None)):
        for columns in (slice(None, -1), slice(1, None)):
            beside[rows, columns] |= changes
    found = np.flatnonzero(beside)
    places = np.linspace(0, len(found) - 1, min(CHECKED, len(found))).astype(int)
    rows, columns = np.unravel_index(found[places], converged.shape)
    return rows, columns


def _queues(
    config: BoundaryConfig, runs: int, checked: tuple[Array, Array] | None = None
) -> list[Queue]:
    blocks = range(-(-runs // BLOCK))
    shared = [list(blocks[start::QUEUES]) for start in range(min(QUEUES, len(blocks)))]
    return [Queue(config, share, checked) for share in shared]
