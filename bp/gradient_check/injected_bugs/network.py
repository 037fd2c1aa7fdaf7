"""What goes wrong where a network collects its gradients."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.injected_bugs.mistake import Mistake
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]

WEIGHT_DECAY = 0.1


def _double_W2(network: TwoLayerNet) -> None:
    right = network.gradient

    def gradient(x: Array, t: ArrayLike) -> dict[str, Array]:
        grads = right(x, t)
        return grads | {"W2": 2 * grads["W2"]}

    network.gradient = gradient  # type: ignore[method-assign]


class Penalised(TwoLayerNet):
    """A network with a penalty on large weights in its loss, and not in its gradient."""

    def loss(self, x: Array, t: ArrayLike) -> Any:
        """Return the cross-entropy plus half of WEIGHT_DECAY times the squared weights."""
        squares = sum(float(np.sum(self.params[key] ** 2)) for key in ("W1", "W2"))
        return super().loss(x, t) + WEIGHT_DECAY / 2 * squares


def _forget_the_penalty(network: TwoLayerNet) -> None:
    network.__class__ = Penalised


W2_DOUBLED = Mistake(
    "dW2 doubled",
    "The gradient of W2 is added to itself, as when a line is kept twice.",
    'grads["W2"] = self.layers["Affine2"].dW',
    'grads["W2"] = 2 * self.layers["Affine2"].dW',
    "It shows wherever W2 has a gradient.",
    _double_W2,
)
PENALTY_FORGOTTEN = Mistake(
    "Gradient of the penalty forgotten",
    f"The loss has a penalty on large weights, {WEIGHT_DECAY:g} / 2 times the sum of their "
    "squares; the gradient leaves it out.",
    f'grads["W1"] = self.layers["Affine1"].dW + {WEIGHT_DECAY:g} * self.params["W1"]',
    'grads["W1"] = self.layers["Affine1"].dW',
    "It shows wherever a weight is not 0.",
    _forget_the_penalty,
)
