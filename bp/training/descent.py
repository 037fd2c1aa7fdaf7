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
        self.scores = np.empty((runs, classes, batch_size), dtype).swapaxes(-1, -2)
        self.dscores = np.empty_like(self.scores)
        # What `descend` subtracts: the gradients, times each run's learning rate.
        self.dW1, self.db1 = np.empty_like(self.W1), np.empty_like(self.b1)
        self.dW2, self.db2 = np.empty_like(self.W2), np.empty_like(self.b2)

    @property
    def runs(self) -> int:
        """The number of networks."""
        return len(self.W2)

    def forward(self, x: Array) -> Array:
        """Return the scores `(runs, n, classes)` of `x (n, inputs)`; n is at most `batch_size`."""
        hidden, scores = self.hidden[: len(x)], self.scores[:, : len(x)]
        np.matmul(x, self.W1, out=hidden)
        np.add(hidden, self.b1, out=hidden)
        self.activation.forward(hidden, out=hidden)
        np.matmul(_a_run_each(hidden, self.runs), self.W2, out=scores)
        return np.add(scores, self.b2[:, None, :], out=scores)

    def backward(self, x: Array, t: Array, learning_rates: Array) -> Array:
        """Fill `dW1`, `db1`, `dW2`, `db2` for a whole batch; return the losses `(runs,)`.

        `t` holds labels `(batch,)` or one-hot rows `(batch, classes)`.
        """
        losses = self.softmax_with_loss(self.forward(x), t)
        # The chain rule is linear: starting from rate / batch ends at the update itself.
        self.dscores *= (learning_rates / len(x))[:, None, None]
        hidden, dhidden = (_a_run_each(array, self.runs) for array in (self.hidden, self.dhidden))
        np.matmul(hidden.swapaxes(-1, -2), self.dscores, out=self.dW2)
        np.sum(self.dscores, axis=-2, out=self.db2)
        np.matmul(self.dscores, self.W2.swapaxes(-1, -2), out=dhidden)
        self.activation.backward(self.dhidden, out=self.dhidden)
        np.matmul(x.T, self.dhidden, out=self.dW1)
        np.sum(self.dhidden, axis=0, out=self.db1)
        return losses

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

    def softmax_with_loss(self, scores: Array, t: Array) -> Array:
        """Mean cross-entropy by log-softmax, `(runs,)`; leaves `y - t` in `dscores`."""
        y = self.dscores[:, : len(t)]
        np.subtract(scores, scores.max(axis=-1, keepdims=True), out=scores)
        np.exp(scores, out=y)
        total = y.sum(axis=-1, keepdims=True)
        np.divide(y, total, out=y)
        if t.ndim == 1:
            samples = np.arange(len(t))
            right = scores[:, samples, t]
            y[:, samples, t] -= 1
        else:
            right = (scores * t).sum(axis=-1)
            np.subtract(y, t, out=y)
        return (np.log(total[..., 0]) - right).mean(axis=-1)


def lengths(stacked: Array) -> Array:
    """Euclidean norm of each run's part of a stacked array, `(runs,)`."""
    return np.array([np.linalg.norm(part.astype(np.float64)) for part in stacked])


def _a_run_each(side_by_side: Array, runs: int) -> Array:
    """`(rows, runs * n)` seen as `(runs, rows, n)`, without a copy."""
    return side_by_side.reshape(len(side_by_side), runs, -1).swapaxes(0, 1)
