"""An iteration of gradient descent on a stack of networks: batch, forward, backward, update.

`Descent` computes what `TwoLayerNet.gradient` computes, and a test holds the two together. It is
faster, since it checks nothing, writes into buffers that are allocated once, and multiplies the
batch, which all runs share, by all their first layers in one product (see StackedArrays).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset, Scaling
from bp.nn import ACTIVATIONS
from bp.training.arrays import StackedArrays, a_run_each
from bp.training.targets import TARGETS

Array = NDArray[Any]


class Batches:
    """Batches of a data set, as the network is given them: pixels scaled, targets in their form."""

    def __init__(self, data: Dataset, scaling: Scaling, targets: str, batch_size: int) -> None:
        self.data, self.scaling, self.targets = data, scaling, TARGETS[targets]
        self._stored = np.empty((batch_size, data.features), np.uint8)
        self._pixels = np.empty((batch_size, data.features), np.float32)

    def batch(self, chosen: NDArray[np.int64]) -> tuple[Array, Array]:
        """Return the pixels `x (batch, features)`, in a buffer that is used again, and targets."""
        # With "clip", `take` writes straight into `out`; no index is outside.
        np.take(self.data.x_train, chosen, axis=0, out=self._stored, mode="clip")
        x = self.scaling.apply(self._stored, out=self._pixels)
        return x, self.targets(self.data.t_train[chosen], self.data.num_classes)


class Descent:
    """Forward, backward and update for the parameters `params`, on batches of `batch_size`."""

    def __init__(self, params: StackedArrays, activation: str, batch_size: int) -> None:
        self.params = params
        self.grads = params.with_flat(np.zeros_like(params.flat))
        self.activation = ACTIVATIONS[activation].layer()
        self._hidden = np.empty((batch_size, params.runs * params.hidden), params.flat.dtype)
        self._dhidden = np.empty_like(self._hidden)
        self._samples = np.arange(batch_size)
        self._classes = np.arange(params.classes)[:, None]
        self._ones = np.ones(batch_size, params.flat.dtype)  # times a matrix: sums of its columns

    def hidden(self, x: Array) -> Array:
        """Return the activations `(n, runs * hidden)` of `x (n, inputs)`, n up to `batch_size`.

        They stand in a buffer that the next call overwrites.
        """
        hidden = self.weighted(x)
        return self.activation.forward(hidden, out=hidden)

    def weighted(self, x: Array) -> Array:
        """Return what the activation is given, `x @ W1 + b1`, in the same buffer."""
        weighted = self._hidden[: len(x)]
        np.matmul(x, self.params.W1, out=weighted)
        weighted += self.params.b1
        return weighted

    def forward(self, x: Array) -> Array:
        """Return the scores `(runs, classes, n)` of `x (n, inputs)`."""
        return self.scores(self.hidden(x))

    def scores(self, hidden: Array) -> Array:
        """Return the scores `(runs, classes, n)` of the activations `(n, runs * hidden)`.

        With the samples innermost, a softmax over ten classes runs five times as fast.
        """
        W2, b2 = self.params.W2, self.params.b2
        by_run = a_run_each(hidden, self.params.runs)
        scores: Array = W2.swapaxes(-1, -2) @ by_run.swapaxes(-1, -2)
        scores += b2[..., None]
        return scores

    def loss(self, scores: Array, t: Array) -> tuple[Array, Array]:
        """Return the mean cross-entropy `(runs,)` and the softmax of `scores`, in their shape.

        `t` holds labels `(n,)` or one-hot rows `(n, classes)`.
        """
        n = len(t)
        shifted = scores - np.maximum.reduce(scores, axis=1, keepdims=True)
        odds = np.exp(shifted)
        total = np.add.reduce(odds, axis=1, keepdims=True)
        right = shifted[:, t, self._samples[:n]] if t.ndim == 1 else (shifted * t.T).sum(axis=1)
        losses = np.add.reduce(np.log(total[:, 0]) - right, axis=-1) / n
        return losses, np.divide(odds, total, out=odds)

    def backward(self, x: Array, t: Array, y: Array) -> StackedArrays:
        """Return the gradients of the mean loss of the batch that `forward` saw last.

        `y` is its softmax. They stand in buffers that the next call overwrites.
        """
        one_hot = t == self._classes if t.ndim == 1 else t.T  # (classes, batch)
        dscores = (y - one_hot) / len(t)

        runs, W2, grads = self.params.runs, self.params.W2, self.grads
        dout = dscores.swapaxes(-1, -2)  # (runs, batch, classes)
        np.matmul(a_run_each(self._hidden, runs).swapaxes(-1, -2), dout, out=grads.W2)
        np.add.reduce(dscores, axis=-1, out=grads.b2)
        np.matmul(dout, W2.swapaxes(-1, -2), out=a_run_each(self._dhidden, runs))
        self.activation.backward(self._dhidden, out=self._dhidden)
        np.matmul(x.T, self._dhidden, out=grads.W1)
        np.matmul(self._ones, self._dhidden, out=grads.b1)
        return grads
