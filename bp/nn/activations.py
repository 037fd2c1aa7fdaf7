"""Activation functions as layers: each works entry by entry, so any shape will do.

`out` is an array to write into, as NumPy's own functions take it; it may be the input itself.

Source: Saitoh, Deep Learning from Scratch, section 5.5.
"""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Activation(Protocol):
    """What the network asks of an activation: the two methods of every layer."""

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return the activations of `x`, in its shape."""

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """Return the gradient of the input, given that of the output."""


class Relu:
    """Rectified linear unit: `max(x, 0)`."""

    mask: Array  # where the unit was on

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return `x` where it is positive, else 0."""
        self.mask = np.greater(x, 0)
        return np.maximum(x, 0, out=out)

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """Let the gradient through where the unit was on."""
        return np.multiply(dout, self.mask, out=out)


class Sigmoid:
    """Logistic function: `1 / (1 + exp(-x))`, computed so that no `exp` overflows."""

    out: Array

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return values between 0 and 1."""
        decay = np.exp(-np.abs(x))  # never above 1, whatever the sign of x
        self.out = np.divide(np.where(np.greater_equal(x, 0), 1, decay), 1 + decay, out=out)
        return self.out

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """The slope of the logistic function is `out * (1 - out)`."""
        return np.multiply(dout, (1 - self.out) * self.out, out=out)


ACTIVATIONS: dict[str, type[Activation]] = {"relu": Relu, "sigmoid": Sigmoid}
