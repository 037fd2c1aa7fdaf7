"""Runs that share their batches, trained together as one stacked network."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset, fit_scaling
from bp.nn import TwoLayerNet
from bp.training.config import TrainConfig
from bp.training.descent import Descent, lengths
from bp.training.evaluation import Evaluator
from bp.training.history import Evaluation, History, Probe
from bp.training.schedule import epoch_at, is_evaluated, is_probed
from bp.training.targets import TARGETS

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


class Stack:
    """Plain stochastic gradient descent for runs that share a shape, a scaling and a seed."""

    def __init__(self, dataset: Dataset, configs: Sequence[TrainConfig]) -> None:
        self.dataset = dataset
        self.config = configs[0]
        self.network = TwoLayerNet.stack([_initial_network(dataset, config) for config in configs])
        self.batches = _generators(self.config)[1]
        self.learning_rates = np.array([config.learning_rate for config in configs], np.float32)
        self.histories = [_empty_history(dataset, config) for config in configs]
        self.iteration = 0
        self.seconds = 0.0
        self._set_up()

    def _set_up(self) -> None:
        """Make what follows from the rest: buffers and scaled or recoded data."""
        self.scaling = fit_scaling(self.dataset, self.config.scaling)
        self.targets = TARGETS[self.config.targets](self.dataset)
        self.descent = Descent(self.network, self.config.batch_size)
        self.evaluator = Evaluator(self.network, self.scaling)
        self._pixels = np.empty((self.config.batch_size, self.dataset.features), np.float32)

    def __getstate__(self) -> dict[str, Any]:
        """Only what training changes is pickled; the buffers are made anew."""
        derived = {"scaling", "targets", "descent", "evaluator", "_pixels"}
        return {name: value for name, value in vars(self).items() if name not in derived}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._set_up()

    def step(self) -> None:
        """One iteration of every run: a batch, the gradients, the update."""
        if self.iteration == 0:
            self._evaluate()
        started = time.perf_counter()
        x, t = self._draw_batch()
        losses = self.descent.backward(x, t, self.learning_rates)
        if is_probed(self.iteration, self.config, len(self.dataset.x_train)):
            self._probe(losses)
        self.descent.descend()
        for history, loss in zip(self.histories, losses.tolist(), strict=True):
            history.record_loss(loss)
        self.iteration += 1
        self.seconds += time.perf_counter() - started
        if is_evaluated(self.iteration, self.config, len(self.dataset.x_train)):
            self._evaluate()

    def set_iterations(self, iterations: int) -> None:
        """Move the end."""
        self.config = replace(self.config, iterations=iterations)
        for history in self.histories:
            history.set_iterations(iterations)

    def _draw_batch(self) -> tuple[Array, Array]:
        chosen = self.batches.integers(len(self.dataset.x_train), size=self.config.batch_size)
        x = self.scaling.apply(self.dataset.x_train[chosen], out=self._pixels)
        return x, self.targets[chosen]

    def _evaluate(self) -> None:
        data = self.dataset
        train_accuracy, train_loss = self.evaluator.accuracy_and_loss(data.x_train, data.t_train)
        test_accuracy, test_loss = self.evaluator.accuracy_and_loss(data.x_test, data.t_test)
        dead = self.evaluator.dead_units(data.x_train)
        epoch = epoch_at(self.iteration, self.config, len(data.x_train))
        for run, history in enumerate(self.histories):
            history.record_evaluation(
                Evaluation(
                    iteration=self.iteration,
                    epoch=epoch,
                    train_accuracy=float(train_accuracy[run]),
                    test_accuracy=float(test_accuracy[run]),
                    train_loss=float(train_loss[run]),
                    test_loss=float(test_loss[run]),
                    dead_units=int(dead[run]),
                ),
                self.seconds / len(self.histories),  # the share of one run
            )

    def _probe(self, losses: Array) -> None:
        dead = self.evaluator.dead_units(self.dataset.x_train)
        update = self.descent.update_lengths()
        weights = np.hypot(*(lengths(self.network.params[key]) for key in ("W1", "W2")))
        ratio = np.hypot(update["W1"], update["W2"]) / weights
        gradient = {key: length / self.learning_rates for key, length in update.items()}
        for run, history in enumerate(self.histories):
            history.record_probe(
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
            )


def _generators(config: TrainConfig) -> list[np.random.Generator]:
    """For the initial weights and for the batches: a wider network still sees the same batches."""
    return np.random.default_rng(config.seed).spawn(2)


def _initial_network(dataset: Dataset, config: TrainConfig) -> TwoLayerNet:
    return TwoLayerNet(
        dataset.features,
        config.hidden_size,
        dataset.num_classes,
        config.weight_init_std,
        activation=config.activation,
        dtype=np.float32,
        rng=_generators(config)[0],
    )


def _empty_history(dataset: Dataset, config: TrainConfig) -> History:
    return History(
        config,
        train_size=len(dataset.x_train),
        num_classes=dataset.num_classes,
        majority_share=float(np.bincount(dataset.t_train).max() / len(dataset.t_train)),
    )
