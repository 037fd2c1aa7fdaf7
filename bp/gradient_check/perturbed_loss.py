"""The loss with one parameter moved, from one forward pass that is kept.

Moving one entry of W1 or b1 changes one column of the hidden layer; moving one of W2 or b2
changes one column of the scores. So the scores next to the point follow from those at the point
by a rank-one change, for thousands of entries at once, and the loss from the scores as always.
It is the loss of the whole network at `entry + h` and `entry - h`; only what did not change is
not computed again.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.nn.activations import ACTIVATIONS
from bp.nn.loss import SoftmaxWithLoss
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]


class LossNearby:
    """The loss of `network` on `x`, `t`, and what it is next to the parameters as they are now.

    Reads the network's forward side only: a mistake in its backward side changes nothing here.
    """

    def __init__(self, network: TwoLayerNet, x: Array, t: ArrayLike) -> None:
        first, _, second = network.layers.values()
        self.params, self.t = network.params, t
        entry = ACTIVATIONS[network.activation]
        self.activation, self.kinks = entry.layer(), entry.kinks
        self.before = first.forward(x)  # (N, hidden), what the activation is given
        self.x = first.x  # (N, inputs), the samples as rows
        self.hidden = self.activation.forward(self.before)
        self.scores = second.forward(self.hidden)  # (N, classes)
        self.loss = float(SoftmaxWithLoss().forward(self.scores, t))

    @property
    def epsilon(self) -> float:
        """Relative rounding error of the arithmetic: 2e-16 in float64, 1e-7 in float32."""
        return float(np.finfo(self.scores.dtype).eps)

    def slopes(self, key: str, entries: Array, h: float) -> tuple[Array, Array]:
        """Central differences `(K,)` for flat indices `entries (K,)` of `params[key]`.

        With them a mask `(K,)`: whether the step takes a hidden unit over a kink
        of its activation.
        """
        now = self.params[key].reshape(-1)[entries]
        # In a short float type now + h can be now again: move at least to the next number.
        step = np.maximum(now.dtype.type(h), np.spacing(np.abs(now)))
        ends = np.stack([now + step, now - step])  # as they were rounded, not as they were asked
        with np.errstate(over="ignore", invalid="ignore"):  # of a step beyond all measure
            scores, kinks = self._scores(key, entries, ends - now)
            above, below = SoftmaxWithLoss().forward(scores, self.t).astype(np.float64)
            return (above - below) / (ends[0].astype(np.float64) - ends[1]), kinks

    def _scores(self, key: str, entries: Array, moves: Array) -> tuple[Array, Array]:
        """Scores `(2, K, N, classes)` where entry k moved by `moves (2, K)`, and the kinks."""
        factors, columns = self._place(key, entries)
        change = moves[..., None] * factors  # (2, K, N), of the affine layer's column
        kinks = np.zeros(len(entries), bool)
        if key in ("W2", "b2"):
            onward = np.eye(self.scores.shape[1], dtype=self.scores.dtype)[columns]
        else:
            ends = self.before.T[columns] + change
            for kink in self.kinks:
                kinks |= ((ends[0] > kink) != (ends[1] > kink)).any(axis=-1)
            moved = self.activation.forward(ends)
            change, onward = moved - self.hidden.T[columns], self.params["W2"][columns]
        return self.scores + change[..., None] * onward[:, None, :], kinks

    def _place(self, key: str, entries: Array) -> tuple[Array, Array]:
        """What multiplies each entry, a number a sample `(K, N)`, and its column `(K,)`."""
        if self.params[key].ndim == 1:  # a bias is multiplied by 1
            return np.ones((len(entries), len(self.x)), self.scores.dtype), entries
        rows, columns = np.unravel_index(entries, self.params[key].shape)
        return (self.x if key == "W1" else self.hidden).T[rows], columns
