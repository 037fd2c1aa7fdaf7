"""Looking at a stack of networks on many samples at once, in pieces that fit the cache."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Scaling
from bp.training.arrays import StackedArrays
from bp.training.descent import Descent

Array = NDArray[Any]

PIECE = 500  # samples: 1.6 MB of MNIST's pixels as float32


class Evaluator:
    """Accuracy, loss and dead units of a stack of networks, which it looks at as it is trained."""

    def __init__(self, params: StackedArrays, activation: str, scaling: Scaling) -> None:
        self.params, self.scaling = params, scaling
        self._descent = Descent(params, activation, PIECE)
        self._pixels = np.empty((PIECE, params.inputs), np.float32)

    def accuracy_and_loss(self, x: Array, t: Array) -> tuple[Array, Array]:
        """Accuracy and mean cross-entropy, each `(runs,)`, on pixels `(N, features)` and labels."""
        correct, loss = np.zeros(self.params.runs), np.zeros(self.params.runs)
        for place, pixels in self._pieces(x):
            scores, labels = self._descent.forward(pixels), t[place]
            correct += (scores.argmax(axis=1) == labels).sum(axis=-1)
            loss += self._descent.loss(scores, labels)[0] * len(labels)
        return correct / len(x), loss / len(x)

    def dead_units(self, x: Array) -> Array:
        """How many hidden units, `(runs,)`, pass no gradient for any of `x (N, features)`."""
        return (self.shares_on(x) == 0).sum(axis=-1)

    def shares_on(self, x: Array) -> Array:
        """For each hidden unit, `(runs, hidden)`, the share of samples it passes a gradient for."""
        on = np.zeros(self.params.b1.shape, np.int64)
        for _, pixels in self._pieces(x):
            hidden = self._descent.hidden(pixels)
            slope = self._descent.activation.backward(np.ones_like(hidden))
            on += np.count_nonzero(slope, axis=0)
        return on.reshape(self.params.runs, -1) / len(x)

    def _pieces(self, x: Array) -> Iterator[tuple[slice, Array]]:
        for start in range(0, len(x), PIECE):
            piece = x[start : start + PIECE]
            yield (
                slice(start, start + len(piece)),
                self.scaling.apply(piece, out=self._pixels[: len(piece)]),
            )
