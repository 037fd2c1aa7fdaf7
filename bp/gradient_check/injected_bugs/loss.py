"""What goes wrong where the way back begins: at softmax and cross-entropy."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.injected_bugs.mistake import Mistake
from bp.nn.loss import softmax
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]


def _forget_the_batch_size(network: TwoLayerNet) -> None:
    loss = network.last_layer
    loss.backward = lambda _dout=1: loss.y - loss.t


def _normalise_over_the_batch(network: TwoLayerNet) -> None:
    loss = network.last_layer

    def backward(_dout: ArrayLike = 1) -> Array:
        scores = network.layers["Affine2"].forward(network.layers["Affine2"].x)
        y = softmax(scores.reshape(-1)).reshape(scores.shape)
        return np.asarray((y - loss.t) / len(y))

    loss.backward = backward


def _take_rows_for_labels(network: TwoLayerNet) -> None:
    loss, right = network.last_layer, network.gradient
    given: list[ArrayLike] = []

    def gradient(x: Array, t: ArrayLike) -> dict[str, Array]:
        given[:] = [t]
        return right(x, t)

    def backward(_dout: ArrayLike = 1) -> Array:
        dx, t = loss.y.copy(), np.asarray(given[0]).astype(int)
        samples = np.arange(len(dx)).reshape(-1, *[1] * (t.ndim - 1))
        dx[samples, t] -= 1  # of a one-hot row: at the classes 0 and 1, whatever it says
        return np.asarray(dx / len(dx))

    network.gradient = gradient  # type: ignore[method-assign]
    loss.backward = backward


BATCH_SIZE_FORGOTTEN = Mistake(
    "No division by the batch size",
    "The loss is a mean over the batch, but the gradient that starts the way back is a sum.",
    "return (self.y - self.t) / batch_size",
    "return self.y - self.t",
    "It shows with two samples or more.",
    _forget_the_batch_size,
    ("samples", 3),
)
SOFTMAX_OVER_THE_BATCH = Mistake(
    "Softmax over the whole batch",
    "Without an axis the sum runs over all samples, so that the probabilities of the whole batch, "
    "not those of each sample, sum to 1.",
    "self.y = odds / odds.sum(axis=1, keepdims=True)",
    "self.y = odds / odds.sum()",
    "It shows with two samples or more.",
    _normalise_over_the_batch,
    ("samples", 3),
)
ROWS_AS_LABELS = Mistake(
    "One-hot rows taken for labels",
    "The branch for label indices runs on one-hot rows, whose zeros and ones then index the "
    "classes 0 and 1.",
    "dx = (self.y - self.t) / batch_size",
    "dx = self.y.copy(); dx[samples, self.t] -= 1; dx /= batch_size",
    "It shows with one-hot targets.",
    _take_rows_for_labels,
    ("targets", "one-hot"),
)
