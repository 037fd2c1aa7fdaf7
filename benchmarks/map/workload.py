"""The maps that are timed: many learning rates on one data set, evaluated alike by everyone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.task import Task
from bp.data import Dataset
from bp.training import TrainConfig
from bp.training.recording.schedule import few_looks

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Workload:
    """So many learning rates from 0.001 to 0.5, in equal ratios: larger ones multiply roundings."""

    dataset: Dataset
    runs: int
    hidden_size: int
    batch_size: int
    iterations: int

    @property
    def name(self) -> str:
        sizes = f"{self.dataset.features}-{self.hidden_size}-{self.dataset.num_classes}"
        return (
            f"{self.runs} learning rates on {self.dataset.name}, {sizes}, "
            f"batch {self.batch_size}, {self.iterations} iterations"
        )

    @cached_property
    def configs(self) -> list[TrainConfig]:
        return [
            TrainConfig(
                dataset=self.dataset.name,
                hidden_size=self.hidden_size,
                batch_size=self.batch_size,
                learning_rate=rate,
                iterations=self.iterations,
            )
            for rate in np.geomspace(0.001, 0.5, self.runs).tolist()
        ]

    @cached_property
    def task(self) -> Task:
        """The same network and start, as the peers know it."""
        return Task(self.dataset, self.hidden_size, self.batch_size)

    @cached_property
    def looks(self) -> list[int]:
        """After how many iterations everyone evaluates."""
        images = len(self.dataset.sample[0]) + len(self.dataset.x_test)
        return few_looks(self.configs[0], images)

    @cached_property
    def parts(self) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
        """What everyone evaluates on, scaled: the sample of the training part, the test part."""
        x, t = self.dataset.sample
        sample = x.astype(np.float32) / np.float32(self.dataset.pixel_max), t
        return sample, (self.task.x_test, self.dataset.t_test)

    @cached_property
    def batches(self) -> Array:
        """The batches that our sweep draws, `(iterations, batch)`."""
        return self.task.our_batches(self.iterations)
