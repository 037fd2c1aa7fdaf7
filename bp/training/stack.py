"""Runs that share their batches, trained together as one stacked network."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.training.config import TrainConfig
from bp.training.descent import lengths
from bp.training.draws import Draws
from bp.training.record import Evaluation, Probe, Record
from bp.training.schedule import epoch_at, is_evaluated, is_probed
from bp.training.start import dark_length, generators, initial_network, without_dark
from bp.training.workbench import Workbench

Array = NDArray[Any]


def shared_by_a_stack(config: TrainConfig) -> tuple[Any, ...]:
    """What runs must have in common to see the same batches in arrays of the same shape."""
    return (
        config.hidden_size,
        config.batch_size,
        config.scaling,
        config.targets,
        config.activation,
        config.seed,
    )


MOST_RUNS = 4  # in a stack: more save little, and fewer stacks are harder to share out


class Stack:
    """Plain stochastic gradient descent for runs that share a shape, a scaling and a seed.

    A value: what training changes is here, and is all that is pickled beside a name for the data.
    What was recorded on the way goes into the Record that `step` is given.
    """

    def __init__(self, dataset: Dataset, configs: Sequence[TrainConfig]) -> None:
        self.data = dataset.lit.data
        self.config = configs[0]
        networks = [initial_network(dataset, config) for config in configs]
        self.dark_lengths = np.array([dark_length(network, dataset) for network in networks])
        self.network = TwoLayerNet.stack([without_dark(network, dataset) for network in networks])
        self.draws = Draws(generators(self.config)[1], len(dataset.x_train), configs[0].batch_size)
        self.learning_rates = np.array([config.learning_rate for config in configs], np.float32)
        self.iteration = 0
        self.seconds = 0.0

    def __getstate__(self) -> dict[str, Any]:
        """Without the workbench, which is made anew where it is needed."""
        return {name: value for name, value in vars(self).items() if name != "workbench"}

    @cached_property
    def workbench(self) -> Workbench:
        """The buffers to train in."""
        return Workbench(self.network, self.data, self.config)

    @property
    def work(self) -> int:
        """What an iteration costs, in multiplications of a forward pass."""
        return self.network.params["W1"].size * self.config.batch_size

    @property
    def nbytes(self) -> int:
        """The size of its weights, which are most of it."""
        return sum(array.nbytes for array in self.network.params.values())

    def step(self, record: Record) -> None:
        """One iteration of every run: a batch, the gradients, the update."""
        if self.iteration == 0:
            self._evaluate(record)
        started = time.perf_counter()
        losses = self.workbench.backward(self.draws.batch(), self.learning_rates)
        if is_probed(self.iteration, self.config, len(self.data.x_train)):
            self._probe(losses, record)
        self.workbench.descend()
        record.losses.append(losses)
        self.iteration += 1
        self.seconds += time.perf_counter() - started
        if is_evaluated(self.iteration, self.config, len(self.data.x_train)):
            self._evaluate(record)

    def set_iterations(self, iterations: int) -> None:
        """Move the end."""
        self.config = replace(self.config, iterations=iterations)

    def _evaluate(self, record: Record) -> None:
        data, evaluator = self.data, self.workbench.evaluator
        train_accuracy, train_loss = evaluator.accuracy_and_loss(data.x_train, data.t_train)
        test_accuracy, test_loss = evaluator.accuracy_and_loss(data.x_test, data.t_test)
        dead = evaluator.dead_units(data.x_train)
        epoch = epoch_at(self.iteration, self.config, len(data.x_train))
        record.seconds.append(self.seconds / len(self.learning_rates))
        record.evaluations.append(
            [
                Evaluation(
                    iteration=self.iteration,
                    epoch=epoch,
                    train_accuracy=float(train_accuracy[run]),
                    test_accuracy=float(test_accuracy[run]),
                    train_loss=float(train_loss[run]),
                    test_loss=float(test_loss[run]),
                    dead_units=int(dead[run]),
                )
                for run in range(len(self.learning_rates))
            ]
        )

    def _probe(self, losses: Array, record: Record) -> None:
        dead = self.workbench.evaluator.dead_units(self.data.x_train)
        update = self.workbench.descent.update_lengths()
        W1, W2 = (lengths(self.network.params[key]) for key in ("W1", "W2"))
        ratio = np.hypot(update["W1"], update["W2"]) / np.hypot(np.hypot(W1, self.dark_lengths), W2)
        gradient = {key: length / self.learning_rates for key, length in update.items()}
        record.probes.append(
            [
                Probe(
                    iteration=self.iteration,
                    loss=float(losses[run]),
                    dead_units=int(dead[run]),
                    update_ratio=float(ratio[run]),
                    gradient_W1=float(gradient["W1"][run]),
                    gradient_b1=float(gradient["b1"][run]),
                    gradient_W2=float(gradient["W2"][run]),
                    gradient_b2=float(gradient["b2"][run]),
                )
                for run in range(len(self.learning_rates))
            ]
        )


def advance_together(
    stacks: Sequence[Stack], iterations: int, seconds: float = float("inf")
) -> list[Record]:
    """Train every stack for so many iterations, or until the time is up; one record a stack.

    All do the same number: one at least, unless they are finished.
    """
    records = [Record() for _ in stacks]
    until = time.perf_counter() + seconds
    # A run that diverges does so in plain sight: its losses are recorded as inf or nan.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(min(iterations, stacks[0].config.iterations - stacks[0].iteration)):
            for stack, record in zip(stacks, records, strict=True):
                stack.step(record)
            if time.perf_counter() >= until:
                break
    return records
