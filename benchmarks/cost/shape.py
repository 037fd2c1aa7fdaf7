"""The sizes that decide what a training step costs."""

from dataclasses import dataclass

import numpy as np

from bp.data import Dataset
from bp.training import TrainConfig

MANY = 1_000_000  # iterations: a run that no timing brings to its end
EIGHT_RATES = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Shape:
    """So many networks with one hidden layer, trained together on the same batches."""

    runs: int = 1
    hidden_size: int = 50
    batch_size: int = 100

    def configs(self, dataset: Dataset, iterations: int) -> list[TrainConfig]:
        """Configs of this shape that differ in their learning rate."""
        rates = (EIGHT_RATES * 2)[: self.runs] if self.runs > 1 else (0.1,)
        return [
            TrainConfig(
                dataset=dataset.name,
                hidden_size=self.hidden_size,
                batch_size=self.batch_size,
                learning_rate=rate,
                iterations=iterations,
            )
            for rate in rates
        ]


def subset(dataset: Dataset, train_size: int) -> Dataset:
    """The first training images, and as large a share of the test images."""
    size = min(train_size, len(dataset.x_train))
    test_size = max(len(dataset.x_test) * size // len(dataset.x_train), 1)
    return Dataset(
        dataset.name,
        dataset.x_train[:size],
        dataset.t_train[:size],
        dataset.x_test[:test_size],
        dataset.t_test[:test_size],
        dataset.image_shape,
        dataset.pixel_max,
        dataset.classes,
    )


def varying_pixels(dataset: Dataset) -> int:
    """How many pixels are not 0 in every training image: no other weight ever has a gradient.

    A trainer may leave the others out of its products, so the products without them are the floor.
    """
    return int(np.count_nonzero(dataset.x_train.max(axis=0)))
