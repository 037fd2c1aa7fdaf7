"""The fast path: gradient descent on a stack of networks, in buffers that are allocated once.

It computes what `TwoLayerNet.gradient` computes, and a test holds the two together. What it
leaves out is everything that is not matrix product: checks, copies, fresh memory. All runs see
the same batch, so their first layers stand side by side as one matrix `(inputs, runs * hidden)`
and multiply it in one product.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import TwoLayerNet

Array = NDArray[Any]


class Descent:
    """Forward, backward and update for a stack of `runs` networks.

    The network's parameters become views of the arrays here: what is trained shows in both.
    """

    def __init__(self, network: TwoLayerNet, batch_size: int) -> None:
        runs, inputs, hidden = network.params["W1"].shape
        classes = network.params["W2"].shape[-1]
        dtype = network.params["W1"].dtype
        self.activation = next(
            layer for name, layer in network.layers.items() if not name.startswith("Affine")
        )
        # The runs' first layers side by side; `_a_run_each` gives the stack's view of them.
        self.W1 = network.params["W1"].swapaxes(0, 1).reshape(inputs, runs * hidden)
        self.b1 = network.params["b1"].reshape(runs * hidden)
        self.W2, self.b2 = network.params["W2"], network.params["b2"]
        network.params["W1"] = _a_run_each(self.W1, runs)
        network.params["b1"] = self.b1.reshape(runs, hidden)

        self.hidden = np.empty((batch_size, runs * hidden), dtype)
        self.dhidden = np.empty_like(self.hidden)
        # Stored with the samples innermost: over ten classes, a softmax runs five times as fast.
        self.scores = np.empty((runs, classes, batch_size), dtype)
        self.dscores = np.empty_like(self.scores)
        # What `descend` subtracts: the gradients, times each run's learning rate.
        self.dW1, self.db1 = np.empty_like(self.W1), np.empty_like(self.b1)
        self.dW2, self.db2 = np.empty_like(self.W2), np.empty_like(self.b2)
        self._samples = np.arange(batch_size)
        self._ones = np.ones(batch_size, dtype)  # times a matrix: the sums of its columns

    @property
    def runs(self) -> int:
        """The number of networks."""
        return len(self.W2)

    def forward(self, x: Array) -> Array:
        """Return the scores `(runs, classes, n)` of `x (n, inputs)`; n is at most `batch_size`."""
        hidden, scores = self.hidden[: len(x)], self.scores[..., : len(x)]
        np.matmul(x, self.W1, out=hidden)
        np.add(hidden, self.b1, out=hidden)
        self.activation.forward(hidden, out=hidden)
        np.matmul(self.W2.swapaxes(-1, -2), _a_run_each(hidden, self.runs).swapaxes(-1, -2), scores)
        return np.add(scores, self.b2[..., None], out=scores)

    def backward(self, x: Array, t: Array, learning_rates: Array) -> Array:
        """Fill `dW1`, `db1`, `dW2`, `db2` for a whole batch; return the losses `(runs,)`.

        `t` holds labels `(batch,)` or one-hot rows `(batch, classes)`.
        """
        losses, total = self.losses(self.forward(x), t)
        self._backward_scores(t, total, learning_rates)
        dscores = self.dscores.swapaxes(-1, -2)  # (runs, batch, classes)
        hidden, dhidden = (_a_run_each(array, self.runs) for array in (self.hidden, self.dhidden))
        np.matmul(hidden.swapaxes(-1, -2), dscores, out=self.dW2)
        np.add.reduce(self.dscores, axis=-1, out=self.db2)
        np.matmul(dscores, self.W2.swapaxes(-1, -2), out=dhidden)
        self.activation.backward(self.dhidden, out=self.dhidden)
        np.matmul(x.T, self.dhidden, out=self.dW1)
        np.matmul(self._ones, self.dhidden, out=self.db1)
        return losses

    def _backward_scores(self, t: Array, total: Array, learning_rates: Array) -> None:
        """Turn the odds in `dscores` into `(y - t) / batch`, times each run's learning rate.

        The chain rule is linear: starting from the rate ends at the update itself.
        """
        step = (learning_rates / len(t))[:, None, None]
        np.multiply(self.dscores, step / total, out=self.dscores)
        if t.ndim == 1:
            self.dscores[:, t, self._samples] -= step[..., 0]
        else:
            np.subtract(self.dscores, t.T * step, out=self.dscores)

    def descend(self) -> None:
        """Take the step that `backward` prepared."""
        self.W1 -= self.dW1
        self.b1 -= self.db1
        self.W2 -= self.dW2
        self.b2 -= self.db2

    def update_lengths(self) -> dict[str, Array]:
        """The Euclidean norm of each parameter's prepared update, `(runs,)` each."""
        runs = self.runs
        return {
            "W1": lengths(_a_run_each(self.dW1, runs)),
            "b1": lengths(self.db1.reshape(runs, -1)),
            "W2": lengths(self.dW2),
            "b2": lengths(self.db2),
        }

    def losses(self, scores: Array, t: Array) -> tuple[Array, Array]:
        """Mean cross-entropy by log-softmax, `(runs,)`, for scores `(runs, classes, n)`.

        Leaves the odds `exp(score - highest)` in `dscores`; the second value is their sum over
        the classes, `(runs, 1, n)`, so that their quotient is the softmax.
        """
        n = scores.shape[-1]
        odds = self.dscores[..., :n]
        np.subtract(scores, np.maximum.reduce(scores, axis=1, keepdims=True), out=scores)
        np.exp(scores, out=odds)
        total = np.add.reduce(odds, axis=1, keepdims=True)
        right = scores[:, t, self._samples[:n]] if t.ndim == 1 else (scores * t.T).sum(axis=1)
        return np.add.reduce(np.log(total[:, 0]) - right, axis=-1) / n, total


def lengths(stacked: Array) -> Array:
    """Euclidean norm of each run's part of a stacked array, `(runs,)`."""
    return np.array([np.linalg.norm(part.astype(np.float64)) for part in stacked])


def _a_run_each(side_by_side: Array, runs: int) -> Array:
    """`(rows, runs * n)` seen as `(runs, rows, n)`, without a copy."""
    return side_by_side.reshape(len(side_by_side), runs, -1).swapaxes(0, 1)
