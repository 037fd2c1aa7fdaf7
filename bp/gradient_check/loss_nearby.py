"""The loss of a two-layer network with one parameter moved, from one forward pass that is kept.

Moving one entry of W1 or b1 changes one column of the hidden layer; moving one of W2 or b2
changes one column of the scores. So the scores next to the point follow from those at the point
by a rank-one change, for thousands of entries at once, and the loss from the scores as always.
It is the loss of the whole network at `entry + h` and `entry - h`; only what did not change is
not computed again.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.central_difference import both_ends, difference_quotient
from bp.nn.activations import ACTIVATIONS
from bp.nn.loss import SoftmaxWithLoss
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]

PIECE = 200_000  # scores computed at once: 1.6 MB of float64, which stays in the cache


class LossNearby:
    """The loss of `network` on `x`, `t`, and what it is next to the parameters as they are now.

    For a network of the layers and the loss that TwoLayerNet makes. Reads its forward side only:
    a mistake in its backward side changes nothing here.
    """

    def __init__(self, network: TwoLayerNet, x: Array, t: ArrayLike) -> None:
        self.params, self.t = network.params, t
        self.hidden = HiddenLayer(network, x)
        *_, second = network.layers.values()
        self.scores = second.forward(self.hidden.after)  # (N, classes)
        self.loss = float(SoftmaxWithLoss().forward(self.scores, t))
        self.epsilon = float(np.finfo(self.scores.dtype).eps)
        self.at_once = max(1, PIECE // (2 * self.scores.size))

    def slopes(self, key: str, entries: Array, h: float) -> tuple[Array, Array]:
        """Central differences and kinks; see PerturbedLoss."""
        now = self.params[key].reshape(-1)[entries]
        ends = both_ends(now, h)
        with np.errstate(over="ignore", invalid="ignore"):  # of a step beyond all measure
            scores, kinks = self._scores(key, entries, ends - now)
            losses = SoftmaxWithLoss().forward(scores, self.t)
            return difference_quotient(losses, ends), kinks

    def _scores(self, key: str, entries: Array, moves: Array) -> tuple[Array, Array]:
        """Scores `(2, K, N, classes)` where entry k moved by `moves (2, K)`, and the kinks."""
        if key in ("W1", "b1"):
            columns, change, kinks = self.hidden.moved(key, entries, moves)
            onward = self.params["W2"][columns]
        else:
            classes = self.scores.shape[1]
            factors, columns = _place(entries, self.params[key], self.hidden.after)
            change, kinks = moves[..., None] * factors, np.zeros(len(entries), bool)
            onward = np.eye(classes, dtype=self.scores.dtype)[columns]
        return self.scores + change[..., None] * onward[:, None, :], kinks


class HiddenLayer:
    """What the first affine layer and the activation are given and give, on a batch."""

    def __init__(self, network: TwoLayerNet, x: Array) -> None:
        first, activation, _ = network.layers.values()
        self.params, self.activation = network.params, type(activation)()
        self.kinks = ACTIVATIONS[network.activation].kinks
        self.before = first.forward(x)  # (N, hidden), what the activation is given
        self.x = first.x  # (N, inputs), the samples as rows
        self.after = self.activation.forward(self.before)

    def moved(self, key: str, entries: Array, moves: Array) -> tuple[Array, Array, Array]:
        """Where entry k of W1 or b1 moved by `moves (2, K)`: its column `(K,)` of the layer, ...

        ... the change of the column's output `(2, K, N)`, and whether it passes a kink `(K,)`.
        """
        factors, columns = _place(entries, self.params[key], self.x)
        ends = self.before.T[columns] + moves[..., None] * factors
        kinks = np.zeros(len(entries), bool)
        for kink in self.kinks:
            kinks |= ((ends[0] > kink) != (ends[1] > kink)).any(axis=-1)
        return columns, self.activation.forward(ends) - self.after.T[columns], kinks


def _place(entries: Array, array: Array, given: Array) -> tuple[Array, Array]:
    """What multiplies each entry of an affine layer's W or b, a number a sample `(K, N)`.

    With it the entry's column `(K,)`. The layer is `given (N, inputs)`; a bias multiplies 1.
    """
    if array.ndim == 1:
        return np.ones((len(entries), len(given)), array.dtype), entries
    rows, columns = np.unravel_index(entries, array.shape)
    return given.T[rows], columns
