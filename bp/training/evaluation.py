"""Looking at a stack of networks on many samples at once, in pieces that fit the cache."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Scaling
from bp.nn import ACTIVATIONS
from bp.training.arrays import StackedArrays
from bp.training.descent import Descent

Array = NDArray[Any]

PIECE = 500  # samples at most: 1.6 MB of MNIST's pixels as float32
FEWEST = 100  # samples of a piece: in smaller ones products are slow
ACTIVATIONS_AT_ONCE = 2**17  # 0.5 MB of float32, which stays in the cache until all is said of it


class Evaluator:
    """Accuracy, loss and dead units of a stack of networks, which it looks at as it is trained."""

    def __init__(self, params: StackedArrays, activation: str, scaling: Scaling) -> None:
        self.params, self.scaling = params, scaling
        self.piece = min(max(ACTIVATIONS_AT_ONCE // params.b1.size, FEWEST), PIECE)
        self._descent = Descent(params, activation, self.piece)
        self._pixels = np.empty((self.piece, params.inputs), np.float32)
        self._watcher = ACTIVATIONS[activation].layer()  # of the samples on which units are counted

    def accuracy_and_loss(self, x: Array, t: Array) -> tuple[Array, Array]:
        """Accuracy and mean cross-entropy, each `(runs,)`, on pixels `(N, features)` and labels."""
        accuracy, loss, _ = self.look(x, t, np.zeros(len(x), bool))
        return accuracy, loss

    def look(self, x: Array, t: Array, watched: Array) -> tuple[Array, Array, Array]:
        """The same, and how many units are dead, `(runs,)`, for all of the samples `watched (N,)`.

        In one pass: the activations are at hand.
        """
        correct, loss = np.zeros(self.params.runs), np.zeros(self.params.runs)
        on = np.zeros(self.params.b1.shape, bool)
        for place, pixels in self._pieces(x):
            weighted = self._descent.weighted(pixels)
            self._mark(on, weighted, watched[place])
            hidden = self._descent.activation.forward(weighted, out=weighted)
            right, lost = _right_and_lost(self._descent.scores(hidden), t[place])
            correct += right
            loss += lost
        return correct / len(x), loss / len(x), self._dead(on)

    def dead_units(self, x: Array) -> Array:
        """How many hidden units, `(runs,)`, pass no gradient for any of `x (N, features)`."""
        on = np.zeros(self.params.b1.shape, bool)
        for _, pixels in self._pieces(x):
            self._mark(on, self._descent.weighted(pixels), np.ones(len(pixels), bool))
        return self._dead(on)

    def shares_on(self, x: Array) -> Array:
        """For each hidden unit, `(runs, hidden)`, the share of samples it passes a gradient for."""
        on = np.zeros(self.params.b1.shape, np.int64)
        for _, pixels in self._pieces(x):
            on += np.count_nonzero(self._slopes(self._descent.weighted(pixels)), axis=0)
        return on.reshape(self.params.runs, -1) / len(x)

    def _mark(self, on: Array, weighted: Array, watched: Array) -> None:
        """Mark in `on (runs * hidden,)` the units that pass a gradient for a watched sample.

        Only those are asked that no piece has turned on yet: after the first few, hardly any.
        """
        asked = np.flatnonzero(~on)
        if len(asked) and watched.any():
            slopes = self._slopes(weighted[watched][:, asked])
            on[asked] = np.maximum.reduce(np.abs(slopes), axis=0) != 0

    def _dead(self, on: Array) -> Array:
        return np.count_nonzero(~on.reshape(self.params.runs, -1), axis=-1)

    def _slopes(self, weighted: Array) -> Array:
        """What the activation makes of a gradient of 1 where it is given `weighted`."""
        self._watcher.forward(weighted)
        return self._watcher.backward(np.ones_like(weighted))

    def _pieces(self, x: Array) -> Iterator[tuple[slice, Array]]:
        for start in range(0, len(x), self.piece):
            piece = x[start : start + self.piece]
            yield (
                slice(start, start + len(piece)),
                self.scaling.apply(piece, out=self._pixels[: len(piece)]),
            )


def _right_and_lost(scores: Array, labels: Array) -> tuple[Array, Array]:
    """How many samples have the highest score at their label, and the sum of their losses.

    Each `(runs,)`, for scores `(runs, classes, n)`. Of several highest the first counts, as
    everywhere: where there are such, or what is no number, it takes a search through them all.
    """
    shifted = scores - np.maximum.reduce(scores, axis=1, keepdims=True)
    at_labels = shifted[:, labels, np.arange(len(labels))]
    if np.count_nonzero(shifted == 0) == at_labels.size:
        right = np.count_nonzero(at_labels == 0, axis=-1)
    else:
        right = np.count_nonzero(scores.argmax(axis=1) == labels, axis=-1)
    total = np.add.reduce(np.exp(shifted, out=shifted), axis=1)
    return right, np.add.reduce(np.log(total, out=total) - at_labels, axis=-1)
