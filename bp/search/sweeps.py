"""Many runs, one after another and side by side, each summed up in one row of a table."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from copy import copy
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from bp.data import Dataset
from bp.diagnosis import diagnose
from bp.training import ConfigError, History, TrainConfig, Trainer
from bp.training.stack import Stack, advance_together

if TYPE_CHECKING:
    import pandas as pd

RUNS_A_ROUND = 16  # that train together: enough to fill both cores, few enough to show soon


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run."""

    best_test_accuracy: float  # the highest at any evaluation
    test_accuracy: float  # at the end
    loss: float  # mean of the last tenth of the batch losses
    dead_units: int  # at the end
    verdict: str  # a key of bp.diagnosis.VERDICTS
    seconds: float  # its share of the training time


class Sweep:
    """Runs on one data set that are trained in rounds, in the order given.

    Work that is advanced in slices, as `bp.parallel.sliced` has it: `table` has a row for every
    run that is through, wherever the rest stands. Raises ConfigError where there is no config, or
    one disagrees with the data set.
    """

    def __init__(self, dataset: Dataset, configs: Sequence[TrainConfig]) -> None:
        if not configs:
            raise ConfigError("There is nothing to sweep over: give at least one TrainConfig.")
        self.dataset, self.configs = dataset, list(configs)
        self.outcomes: dict[int, Outcome] = {}  # by the place of the config
        self._rounds = rounds(self.configs)
        self._trainer = self._next_trainer()

    @property
    def finished(self) -> bool:
        """Whether every run is through."""
        return len(self.outcomes) == len(self.configs)

    @property
    def progress(self) -> tuple[int, int]:
        """Iterations done and in all, of each round: its runs train in step."""
        lengths = [self.configs[places[0]].iterations for places in self._rounds]
        over = sum(lengths[: self._rounds_over])
        return over + (0 if self.finished else self._trainer.iteration), sum(lengths)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes, without the data."""
        return self._trainer.nbytes + 512 * len(self.configs)

    @property
    def table(self) -> "pd.DataFrame":
        """One row a finished run, in the order of the configs, whose place is the index.

        The columns are the fields of TrainConfig and of Outcome.
        """
        import pandas as pd  # here, since a worker needs none

        done = sorted(self.outcomes)
        columns = [field.name for kind in (TrainConfig, Outcome) for field in fields(kind)]
        rows = [asdict(self.configs[place]) | asdict(self.outcomes[place]) for place in done]
        return pd.DataFrame(rows, index=done, columns=columns)

    @property
    def parts(self) -> Sequence[Stack]:
        """The stacks of the round at hand: what the next slice begins from."""
        return self._trainer.parts

    advance_parts = staticmethod(advance_together)

    def take(self, parts: Sequence[Any], records: Sequence[Any]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and from their records."""
        self._trainer.take(parts, records)
        self._end_round()

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Train on `shared(data)` from now on, the same data held somewhere else."""
        self._trainer.share_data(shared)

    def snapshot(self) -> Self:
        """What is through by now, to be read while the sweep goes on."""
        snapshot = copy(self)
        snapshot.outcomes = self.outcomes.copy()
        return snapshot

    def advance(self, iterations: int, executor: Executor | None = None) -> None:
        """Train the round at hand so much further, here or by the workers of `executor`."""
        self._trainer.advance(iterations, executor)
        self._end_round()

    @property
    def _rounds_over(self) -> int:
        return next(
            (n for n, places in enumerate(self._rounds) if places[0] not in self.outcomes),
            len(self._rounds),
        )

    def _next_trainer(self) -> Trainer:
        places = self._rounds[min(self._rounds_over, len(self._rounds) - 1)]
        return Trainer(self.dataset, [self.configs[place] for place in places])

    def _end_round(self) -> None:
        """Sum up the runs of a round that is through, and begin the next."""
        if self.finished or not self._trainer.finished:
            return
        places = self._rounds[self._rounds_over]
        for place, history in zip(places, self._trainer.histories, strict=True):
            self.outcomes[place] = outcome(history)
        if not self.finished:
            self._trainer = self._next_trainer()


def sweep(
    dataset: Dataset, configs: Sequence[TrainConfig], executor: Executor | None = None
) -> "pd.DataFrame":
    """Train every config and return one row each, in the order given.

    The columns are the fields of the config, then best_test_accuracy, test_accuracy, loss (the
    mean of the last tenth of the batches), dead_units, verdict and seconds. With an `executor` of
    as many workers as there are cores, runs train side by side. Raises ConfigError where there is
    no config, or one disagrees with the data set.
    """
    whole = Sweep(dataset, configs)
    while not whole.finished:
        whole.advance(max(config.iterations for config in configs), executor)
    return whole.table


def rounds(configs: Sequence[TrainConfig]) -> list[list[int]]:
    """The places of the runs that train together: neighbours of the same number of iterations."""
    found: list[list[int]] = []
    open_rounds: dict[int, list[int]] = {}  # by iterations
    for place, config in enumerate(configs):
        at_hand = open_rounds.get(config.iterations)
        if at_hand is None or len(at_hand) == RUNS_A_ROUND:
            at_hand = open_rounds[config.iterations] = []
            found.append(at_hand)
        at_hand.append(place)
    return found


def outcome(history: History) -> Outcome:
    """Sum up a finished run."""
    assert history.last is not None
    tail = max(1, history.iteration // 10)
    return Outcome(
        best_test_accuracy=history.best_test_accuracy,
        test_accuracy=history.last.test_accuracy,
        loss=float(np.mean(history.loss[-tail:], dtype=np.float64)),
        dead_units=history.last.dead_units,
        verdict=diagnose(history).verdict,
        seconds=history.seconds[-1],
    )
