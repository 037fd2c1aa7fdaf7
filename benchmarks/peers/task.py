"""What every contestant trains, and what it has to be able to do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.cost.shape import Shape
from benchmarks.machine import CORES
from bp.data import Dataset
from bp.training import Trainer

Array = NDArray[Any]

LEARNING_RATE = 0.1


@dataclass(frozen=True, eq=False)
class Task:
    """Plain stochastic gradient descent on pixels in 0..1, all data evaluated every epoch."""

    dataset: Dataset
    hidden_size: int = 50
    batch_size: int = 100

    @property
    def iterations_an_epoch(self) -> int:
        return max(len(self.dataset.x_train) // self.batch_size, 1)

    @cached_property
    def x_train(self) -> NDArray[np.float32]:
        return self._scaled(self.dataset.x_train)

    @cached_property
    def x_test(self) -> NDArray[np.float32]:
        return self._scaled(self.dataset.x_test)

    @cached_property
    def start(self) -> dict[str, Array]:
        """The weights from which our trainer starts, float32."""
        config = self.shape(1).configs(self.dataset, iterations=1)[0]
        network = Trainer(self.dataset, [config]).networks[0]
        return {key: np.array(value) for key, value in network.params.items()}

    def shape(self, runs: int) -> Shape:
        return Shape(runs, self.hidden_size, self.batch_size)

    def our_batches(self, iterations: int) -> NDArray[np.int64]:
        """The batches that our trainer draws with seed 0, `(iterations, batch)`."""
        rng = np.random.default_rng(0).spawn(2)[1]  # as in bp/training
        size = len(self.dataset.x_train)
        return np.array([rng.integers(size, size=self.batch_size) for _ in range(iterations)])

    def epoch_of_batches(self, rng: np.random.Generator) -> NDArray[np.int64]:
        """As many batches as an epoch has, for a contestant that is timed."""
        shape = (self.iterations_an_epoch, self.batch_size)
        return rng.integers(len(self.dataset.x_train), size=shape)

    def _scaled(self, pixels: Array) -> NDArray[np.float32]:
        return pixels.astype(np.float32) / np.float32(self.dataset.pixel_max)


class Peer(ABC):
    """One way to train the task; `train` is what is timed, `learn` what is checked."""

    name: str
    threads: Sequence[int] = tuple(sorted({1, CORES}))  # what it is timed with

    def __init__(self, task: Task) -> None:
        self.task = task

    @abstractmethod
    def restart(self) -> None:
        """Go back to `task.start`."""

    @abstractmethod
    def learn(self, batches: NDArray[np.int64]) -> Array:
        """Take a step for each row of indices; the losses before each, `(steps[, runs])`."""

    @abstractmethod
    def evaluate(self) -> object:
        """Accuracy, and where it is natural the loss, on all training and all test images."""

    def train(self, epochs: int) -> None:
        """Train from the start, and evaluate after every epoch."""
        rng = np.random.default_rng(0)
        self.restart()
        for _ in range(epochs):
            self.learn(self.task.epoch_of_batches(rng))
            self.evaluate()

    def limited(self, threads: int) -> AbstractContextManager[object]:
        """Compute with so many threads."""
        return threadpool_limits(threads, user_api="blas")
