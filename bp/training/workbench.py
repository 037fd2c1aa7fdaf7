"""Where a stack is trained: its batches, and buffers that are allocated once."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset, fit_scaling
from bp.nn import TwoLayerNet
from bp.training.config import TrainConfig
from bp.training.descent import Descent
from bp.training.evaluation import Evaluator
from bp.training.targets import TARGETS

Array = NDArray[Any]

scaling_of = lru_cache(maxsize=8)(fit_scaling)  # standardising all of MNIST takes half a second


class Workbench:
    """The batches of `data` and the descent of `network` on them."""

    def __init__(self, network: TwoLayerNet, data: Dataset, config: TrainConfig) -> None:
        self.data, self.config = data, config
        self.scaling = scaling_of(data, config.scaling)
        self.descent = Descent(network, config.batch_size)
        self.evaluator = Evaluator(network, self.scaling)
        self._stored = np.empty((config.batch_size, data.features), np.uint8)
        self._pixels = np.empty((config.batch_size, data.features), np.float32)

    def backward(self, chosen: NDArray[np.int64], learning_rates: Array) -> Array:
        """Prepare the update on the batch of the `chosen` samples; return the losses `(runs,)`."""
        # With "clip", `take` writes straight into `out`; no index is outside.
        np.take(self.data.x_train, chosen, axis=0, out=self._stored, mode="clip")
        x = self.scaling.apply(self._stored, out=self._pixels)
        t = TARGETS[self.config.targets](self.data.t_train[chosen], self.data.num_classes)
        return self.descent.backward(x, t, learning_rates)

    def descend(self) -> None:
        """Take the update that `backward` prepared."""
        self.descent.descend()
