"""Training: any number of runs, advanced together."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.training.config import ConfigError, TrainConfig
from bp.training.history import History
from bp.training.stack import Stack, shared_by_a_stack


class Trainer:
    """Runs of the same number of iterations on one data set, at the same iteration at any time.

    A value: it can be pickled, and ends up the same however its steps are cut up. Raises
    ConfigError where the configs disagree with the data set or in their iterations.
    """

    def __init__(self, dataset: Dataset, configs: Sequence[TrainConfig]) -> None:
        _check_together(dataset, configs)
        self.dataset = dataset
        groups: dict[tuple[object, ...], list[TrainConfig]] = {}
        self._places: list[tuple[tuple[object, ...], int]] = []  # a run's stack, and its row there
        for config in configs:
            group = groups.setdefault(shared_by_a_stack(config), [])
            self._places.append((shared_by_a_stack(config), len(group)))
            group.append(config)
        self._stacks = {shared: Stack(dataset, group) for shared, group in groups.items()}

    @property
    def iteration(self) -> int:
        """Iterations done."""
        return self._any_stack.iteration

    @property
    def iterations(self) -> int:
        """Iterations in all."""
        return self._any_stack.config.iterations

    @property
    def finished(self) -> bool:
        """Whether every iteration is done."""
        return self.iteration >= self.iterations

    @property
    def histories(self) -> list[History]:
        """One history a run, in the order of the configs."""
        return [self._stacks[stack].histories[row] for stack, row in self._places]

    @property
    def networks(self) -> list[TwoLayerNet]:
        """One network a run, in the order of the configs; they share the trained arrays."""
        return [self._stacks[stack].network.run(row) for stack, row in self._places]

    def advance(self, iterations: int) -> None:
        """Train every run for so many iterations more, or to the end."""
        for _ in range(min(iterations, self.iterations - self.iteration)):
            self._step()

    def advance_for(self, seconds: float) -> None:
        """Train every run until `seconds` have passed, for one iteration at least."""
        until = time.perf_counter() + seconds
        while not self.finished:
            self._step()
            if time.perf_counter() >= until:
                break

    def shares_on(self, run: int, samples: int) -> NDArray[np.float64]:
        """For each hidden unit of a run, the share of the first training samples it is on for."""
        stack, row = self._places[run]
        x = self.dataset.x_train[:samples]
        return self._stacks[stack].evaluator.shares_on(x)[row]

    def set_learning_rate(self, run: int, value: float) -> None:
        """Use another learning rate for one run from the next iteration on; the weights stay."""
        stack, row = self._places[run]
        history = self._stacks[stack].histories[row]
        checked = replace(history.config, learning_rate=value).learning_rate
        self._stacks[stack].learning_rates[row] = checked
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
        for stack in self._stacks.values():
            stack.set_iterations(iterations)

    @property
    def _any_stack(self) -> Stack:
        return next(iter(self._stacks.values()))  # all are at the same iteration

    def _step(self) -> None:
        # A run that diverges does so in plain sight: its losses are recorded as inf or nan.
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for stack in self._stacks.values():
                stack.step()


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
