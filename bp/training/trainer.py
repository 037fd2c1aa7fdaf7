"""Training: any number of runs, advanced together."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor
from copy import copy
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.training.blas import one_blas_thread
from bp.training.config import ConfigError, TrainConfig
from bp.training.recording.history import empty_history
from bp.training.recording.record import Record
from bp.training.stack import Stack, advance_together
from bp.training.stacking import runs_by_stack
from bp.training.start import network_for_all_pixels


class Trainer:
    """Runs of the same number of iterations on one data set, at the same iteration at any time.

    A value: it can be pickled, and ends up the same however its steps are cut up and wherever
    they are taken. Raises ConfigError where the configs disagree with the data set or in their
    iterations.

    `stacks` are the places of the runs that train as one, where that is settled already. A
    `sparse` one is looked at a few times only, and stops at each look: see `few_looks`.
    """

    def __init__(
        self,
        dataset: Dataset,
        configs: Sequence[TrainConfig],
        *,
        stacks: Sequence[Sequence[int]] | None = None,
        sparse: bool = False,
    ) -> None:
        _check_together(dataset, configs)
        self.dataset = dataset
        self._runs = [list(runs) for runs in stacks or runs_by_stack(configs)]
        self._stacks = [
            Stack(dataset, [configs[run] for run in runs], sparse=sparse) for runs in self._runs
        ]
        self.histories = [empty_history(dataset, config) for config in configs]

    @property
    def iteration(self) -> int:
        """Iterations done."""
        return self._stacks[0].iteration  # all are at the same

    @property
    def iterations(self) -> int:
        """Iterations in all."""
        return self._stacks[0].config.iterations

    @property
    def finished(self) -> bool:
        """Whether every iteration is done."""
        return self.iteration >= self.iterations

    @property
    def progress(self) -> tuple[int, int]:
        """Iterations done, and iterations in all."""
        return self.iteration, self.iterations

    @property
    def parts(self) -> list[Stack]:
        """Its runs by what they share: what a worker is given, to come back through `take`."""
        return self._stacks

    advance_parts = staticmethod(advance_together)  # what the worker does with them

    @property
    def networks(self) -> list[TwoLayerNet]:
        """One network a run, in the order of the configs: a copy of what it is now."""
        places = (self._place(run) for run in range(len(self.histories)))
        return [
            network_for_all_pixels(self.dataset, history.config, stack.params_of(row))
            for (stack, row), history in zip(places, self.histories, strict=True)
        ]

    def advance(self, iterations: int, executor: Executor | None = None) -> None:
        """Train every run for so many iterations more, or to the end.

        With an `executor` of as many workers as there are cores, the stacks train side by side.
        """
        advance = partial(_advance_one, iterations=iterations)
        with one_blas_thread():
            advanced = list((executor.map if executor else map)(advance, self._stacks))
        self.take(*zip(*advanced, strict=True))

    def advance_for(self, seconds: float) -> None:
        """Train every run until `seconds` have passed, for one iteration at least."""
        with one_blas_thread():
            records = advance_together(self._stacks, self.iterations, seconds)
        self.take(self._stacks, records)

    def take(self, stacks: Sequence[Stack], records: Sequence[Record]) -> None:
        """Go on from `stacks`, which were advanced from those at hand, and what they recorded."""
        self._stacks = list(stacks)
        for runs, record in zip(self._runs, records, strict=True):
            self._write(runs, record)

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Train on `shared(data)` from now on, the same data held somewhere else."""
        for stack in self._stacks:
            stack.data = shared(stack.data)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes, without the data."""
        records = sum(history.nbytes for history in self.histories)
        return records + sum(stack.nbytes for stack in self._stacks)

    def snapshot(self) -> "Trainer":
        """What was taken by now, to be read; it stays the same where slices come from elsewhere."""
        snapshot = copy(self)
        snapshot.histories = [history.snapshot() for history in self.histories]
        return snapshot

    def shares_on(self, run: int) -> NDArray[np.float64]:
        """For each hidden unit of a run, the share of 1,000 training images it is on for."""
        stack, row = self._place(run)
        return stack.evaluator.shares_on(stack.data.sample[0])[row]

    def set_learning_rate(self, run: int, value: float) -> None:
        """Use another learning rate for one run from the next iteration on; the weights stay."""
        stack, row = self._place(run)
        history = self.histories[run]
        checked = replace(history.config, learning_rate=value).learning_rate
        stack.set_learning_rate(row, checked)
        history.record_rate(checked)

    def set_iterations(self, iterations: int) -> None:
        """Move the end: the runs train on to `iterations`, which must be more than are done.

        Raises ConfigError otherwise. What was evaluated at an end that was moved stays.
        """
        if iterations <= self.iteration:
            raise ConfigError(
                f"iterations is {iterations:,}, but {self.iteration:,} are done already; "
                "it must be more."
            )
        for stack in self._stacks:
            stack.set_iterations(iterations)
        for history in self.histories:
            history.set_iterations(iterations)

    def leave(self, runs: Collection[int]) -> None:
        """Train some runs no further; their histories stay as they are."""
        left = [
            (stack, [row for row, run in enumerate(places) if run not in runs], places)
            for stack, places in zip(self._stacks, self._runs, strict=True)
        ]
        for stack, rows, places in left:
            if 0 < len(rows) < len(places):
                stack.keep(rows)
        self._stacks = [stack for stack, rows, _ in left if rows]
        self._runs = [[places[row] for row in rows] for _, rows, places in left if rows]

    def _place(self, run: int) -> tuple[Stack, int]:
        """The stack of a run, and its row there."""
        pairs = zip(self._stacks, self._runs, strict=True)
        return next((stack, runs.index(run)) for stack, runs in pairs if run in runs)

    def _write(self, runs: list[int], record: Record) -> None:
        losses = record.losses_by_run()
        for row, history in enumerate(self.histories[run] for run in runs):
            if record.losses:
                history.record_losses(losses[row])
            history.record_rows(
                [each[:, row] for each in record.evaluations],
                [each[:, row] for each in record.probes],
                record.seconds,
            )


def _advance_one(stack: Stack, iterations: int) -> tuple[Stack, Record]:
    with one_blas_thread():  # this may be another process
        return stack, advance_together([stack], iterations)[0]


def _check_together(dataset: Dataset, configs: Sequence[TrainConfig]) -> None:
    if not configs:
        raise ConfigError("There is nothing to train: give at least one TrainConfig.")
    for config in configs:
        if config.dataset != dataset.name:
            raise ConfigError(
                f"dataset is {config.dataset!r}, but the data to train on is {dataset.name!r}."
            )
        if config.iterations != configs[0].iterations:
            raise ConfigError(
                f"iterations is {config.iterations} in one run and {configs[0].iterations} in "
                "another; runs that train together need the same number."
            )
