"""The runs of a space, which can be taken up again after a restart: what is through stays so."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from bp.data import Dataset
from bp.search.outcome import Outcome
from bp.search.space.space import Space
from bp.search.sweeps import Sweep
from bp.training import TrainConfig
from bp.training.stack import advance_together

if TYPE_CHECKING:
    import pandas as pd

SETTINGS = [field.name for field in fields(TrainConfig)]
OUTCOMES = [field.name for field in fields(Outcome)]

Row = Mapping[str, Any]  # what came of one run: the fields of Outcome


class SpaceSweep:
    """A Sweep over what is left of a space; work in slices, as `bp.parallel.sliced` has it.

    `before` has the rows of the runs that were through earlier, by their place in `space.configs`.
    Each run is counted once: one that was through is not trained again. For more `workers` more
    runs train at a time. Raises ConfigError where the space disagrees with the data set.
    """

    def __init__(
        self,
        dataset: Dataset,
        space: Space,
        before: Mapping[int, Row] | None = None,
        *,
        workers: int = 1,
    ) -> None:
        self.dataset, self.space = dataset, space
        self.before: dict[int, Row] = dict(before or {})
        self._places = [n for n in range(len(space.configs)) if n not in self.before]
        left = [space.configs[place] for place in self._places]
        self._sweep = Sweep(dataset, left, workers=workers) if left else None

    @property
    def description(self) -> dict[str, Any]:
        """Its space as JSON has it."""
        return self.space.described()

    @property
    def rows(self) -> dict[int, Row]:
        """What came of each run that is through, by its place in the space."""
        now = self._sweep.outcomes if self._sweep else {}
        return self.before | {self._places[n]: asdict(outcome) for n, outcome in now.items()}

    @property
    def runs_done(self) -> int:
        """How many runs are through."""
        return len(self.before) + (len(self._sweep.outcomes) if self._sweep else 0)

    @property
    def runs(self) -> int:
        """How many there are."""
        return len(self.space.configs)

    @property
    def table(self) -> "pd.DataFrame":
        """One row a finished run, in the order of the space: settings, then what came of it."""
        import pandas as pd  # here, since a worker needs none

        rows, configs = self.rows, self.space.configs
        done = sorted(rows)
        columns = list(dict.fromkeys([*SETTINGS, *OUTCOMES]))
        found = [asdict(configs[place]) | {"nearly": ""} | dict(rows[place]) for place in done]
        return pd.DataFrame(found, index=done, columns=columns)

    @property
    def finished(self) -> bool:
        """Whether every run is through."""
        return self._sweep is None or self._sweep.finished

    @property
    def progress(self) -> tuple[int, int]:
        """The units done and in all of what was left, as `Sweep` counts them."""
        return self._sweep.progress if self._sweep else (1, 1)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes, without the data."""
        return 512 * len(self.before) + (self._sweep.nbytes if self._sweep else 0)

    @property
    def parts(self) -> Sequence[Any]:
        """What the next slice begins from."""
        return self._sweep.parts if self._sweep else []

    @property
    def advance_parts(self) -> Callable[..., list[Any]]:
        """What a worker does with them."""
        return self._sweep.advance_parts if self._sweep else advance_together

    def take(self, parts: Sequence[Any], records: Sequence[Any]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and from their records."""
        if self._sweep:
            self._sweep.take(parts, records)

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Train on `shared(data)` from now on, the same data held somewhere else."""
        if self._sweep:
            self._sweep.share_data(shared)

    def snapshot(self) -> "SpaceSweep":
        """What is through by now, to be read while it goes on."""
        snapshot = copy(self)
        snapshot._sweep = self._sweep.snapshot() if self._sweep else None
        return snapshot

    def advance(self, iterations: int) -> None:
        """Train the runs at hand so much further, here and now."""
        if self._sweep:
            self._sweep.advance(iterations)
