"""The map: a run a pixel, trained block by block, coarse to fine."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.search.boundary.blocks import (
    BLOCK,
    Block,
    Queue,
    advance_queues,
    block_count,
    coarse_to_fine,
    queues_of,
)
from bp.search.boundary.box_counting import places_of_change
from bp.search.boundary.network import BoundaryConfig
from bp.training.blas import one_blas_thread

Array = NDArray[Any]

SUBJECT = "boundary: learning rate of W1 and of W2"  # in what is kept of a map
MOST_BY_ROUNDING = 0.1  # of the checked runs: beyond it the picture is that of the rounding
CHECKED = 256  # runs beside the boundary that are trained again, to see what rounding decides


class Boundary:
    """A map that is trained in slices, as `bp.parallel.sliced` has it.

    `image (resolution, resolution)` holds each run's `measure`, below 0 where it converged and not
    a number where it is still to come: rows are learning rates of W2, columns of W1, the smallest
    first. The same config gives the same image, however the slices are cut up. `rows` are what an
    earlier Boundary of this config had as its `rows`: it goes on from there. Raises ValueError or
    KeyError where they are of no such map.
    """

    dataset = None  # what it learns is made from its seed

    def __init__(
        self, config: BoundaryConfig, rows: Mapping[int, Mapping[str, Any]] | None = None
    ) -> None:
        self.config = config
        self.image: Array = np.full((config.resolution, config.resolution), np.nan)
        self.by_rounding = 0.0  # share of the checked runs that come out otherwise, once finished
        self.finished = False  # whether every run is through, and those to check once more
        self._checked: list[bool] = []  # whether they come out otherwise
        self._queues = queues_of(config, config.runs)
        self._rounds = len(self._queues[0].blocks)
        if rows:
            self._go_on_from(dict(rows))

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
    def description(self) -> dict[str, Any]:
        """What it is of, as JSON has it; `BoundaryConfig.from_description` reads the config."""
        return {"subject": SUBJECT, "config": asdict(self.config)}

    @property
    def rows(self) -> dict[int, dict[str, Any]]:
        """What came of each block that is through, by its number; last, what came of the check."""
        measures = self.image[coarse_to_fine(self.config.resolution)]
        blocks = np.split(measures, range(BLOCK, len(measures), BLOCK))
        through: dict[int, dict[str, Any]] = {
            number: {"measures": block.tolist()}
            for number, block in enumerate(blocks)
            if not np.isnan(block[0])
        }
        return through | ({len(blocks): {"by_rounding": self.by_rounding}} if self.finished else {})

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
        for rows, columns, measures in (block for blocks in records for block in blocks):
            if parts[0].checked is None:
                self.image[rows, columns] = measures
            else:
                otherwise = (measures < 0) != (self.image[rows, columns] < 0)
                self._checked.extend(otherwise.tolist())
        self._queues = list(parts)
        if not any(queue.blocks for queue in self._queues):
            self._end_phase()

    def _go_on_from(self, rows: dict[int, Mapping[str, Any]]) -> None:
        check = rows.pop(block_count(self.config.runs), None)
        pixels = coarse_to_fine(self.config.resolution)
        for number, row in rows.items():
            places = tuple(each[number * BLOCK :][:BLOCK] for each in pixels)
            self.image[places] = np.asarray(row["measures"], float).reshape(len(places[0]))
        for queue in self._queues:
            queue.blocks = [number for number in queue.blocks if number not in rows]
        if check is not None:
            self.by_rounding, self.finished = float(check["by_rounding"]), True
        elif not any(queue.blocks for queue in self._queues):
            self._end_phase()

    def _end_phase(self) -> None:
        """Every queue is empty: go on to the check, or to the end."""
        rows, columns = beside_boundary(self.converged)
        if self._queues[0].checked is None and len(rows):
            self._queues = queues_of(self.config, len(rows), (rows, columns))
            return
        self.by_rounding = sum(self._checked) / max(len(self._checked), 1)
        self.finished = True

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """It has none of the data sets."""

    def snapshot(self) -> "Boundary":
        """What is through by now, to be read while it goes on."""
        snapshot = copy(self)
        snapshot.image, snapshot._checked = self.image.copy(), self._checked.copy()
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
