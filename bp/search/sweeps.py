"""Many runs, one after another and side by side, each summed up in one row of a table."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from copy import copy
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Self

from bp.data import Dataset
from bp.search.halving import Halving
from bp.search.outcome import Outcome, hopeless, outcome
from bp.search.rounds import rounds
from bp.training import ConfigError, TrainConfig, Trainer
from bp.training.stack import Stack, advance_together

if TYPE_CHECKING:
    import pandas as pd


class Sweep:
    """Runs on one data set that are trained in rounds, about in the order given.

    Work that is advanced in slices, as `bp.parallel.sliced` has it: `table` has a row for every
    run that is through, wherever the rest stands. A run is evaluated a few times on its way (see
    `few_looks`), and left where nothing more can become of it: it has diverged, or all its units
    were dead at two looks in a row. With `halving` only the best of the others are trained to their
    end, too (see Halving). For more `workers` more runs train at a time. Raises ConfigError where
    there is no config, or one disagrees with the data set.
    """

    def __init__(
        self,
        dataset: Dataset,
        configs: Sequence[TrainConfig],
        *,
        halving: bool = False,
        workers: int = 1,
    ) -> None:
        if not configs:
            raise ConfigError("There is nothing to sweep over: give at least one TrainConfig.")
        self.dataset, self.configs = dataset, list(configs)
        self.outcomes: dict[int, Outcome] = {}  # by the place of the config
        self._rounds = rounds(self.configs, dataset.features, workers)
        self._rounds_over = 0
        self._halving = Halving() if halving else None
        self._begin_round()

    @property
    def finished(self) -> bool:
        """Whether every run is through."""
        return len(self.outcomes) == len(self.configs)

    @property
    def progress(self) -> tuple[int, int]:
        """Iterations done and in all, of each round: its runs train in step."""
        lengths = [self.configs[stacks[0][0]].iterations for stacks in self._rounds]
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
        self._settle()

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Train on `shared(data)` from now on, the same data held somewhere else."""
        self._trainer.share_data(shared)

    def snapshot(self) -> Self:
        """What is through by now, to be read while the sweep goes on."""
        snapshot = copy(self)
        snapshot.outcomes = self.outcomes.copy()
        return snapshot

    def advance(self, iterations: int, executor: Executor | None = None) -> None:
        """Train the round at hand so much further, here or by the workers of `executor`.

        Or to the next look, where the runs that it decides are left.
        """
        self._trainer.advance(iterations, executor)
        self._settle()

    def _begin_round(self) -> None:
        stacks = self._rounds[self._rounds_over]
        places = [place for stack in stacks for place in stack]
        self._open = dict(enumerate(places))  # runs of the trainer that go on, and their configs
        self._trainer = Trainer(
            self.dataset,
            [self.configs[place] for place in places],
            stacks=[[places.index(place) for place in stack] for stack in stacks],
            sparse=True,
        )

    def _settle(self) -> None:
        """Sum up the runs that are through, and begin the next round where none is left."""
        over = self._over()
        for run, why in over.items():
            self.outcomes[self._open.pop(run)] = outcome(self._trainer.histories[run], why)
        if self._open:
            self._trainer.leave(over)
            return
        self._rounds_over += 1
        if not self.finished:
            self._begin_round()

    def _over(self) -> dict[int, str]:
        """The runs that are through, and why those are that were stopped early."""
        if self._trainer.finished:
            return dict.fromkeys(self._open, "")
        histories, iteration = self._trainer.histories, self._trainer.iteration
        last = histories[next(iter(self._open))].last
        if last is None or last.iteration != iteration:
            return {}
        slow = self._halving.slow(histories, iteration) if self._halving else set()
        whys = {
            run: hopeless(histories[run]) or ("slow" if run in slow else "") for run in self._open
        }
        return {run: why for run, why in whys.items() if why}


def sweep(
    dataset: Dataset,
    configs: Sequence[TrainConfig],
    executor: Executor | None = None,
    *,
    halving: bool = False,
) -> "pd.DataFrame":
    """Train every config and return one row each, in the order given.

    The columns are the fields of the config, then best_test_accuracy, test_accuracy, loss (the
    mean of the last tenth of the batches), dead_units, verdict, nearly (the graver verdict that it
    is close to, or ""), seconds, iterations_done and stopped. The best test accuracy is that of a
    few looks. A run is stopped early that has diverged, or whose units are all dead; with `halving`
    the slow ones are, too. With an `executor` of as many workers as there are cores, runs train
    side by side. Raises ConfigError where there is no config, or one disagrees with the data set.
    """
    whole = Sweep(dataset, configs, halving=halving)
    while not whole.finished:
        whole.advance(max(config.iterations for config in configs), executor)
    return whole.table
