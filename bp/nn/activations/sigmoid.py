"""The logistic function.

Source: Saitoh, Deep Learning from Scratch, section 5.5.2.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn.activations.activation import Activation

Array = NDArray[Any]


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


SIGMOID = Activation(
    layer=Sigmoid,
    label="sigmoid",
    help="1 / (1 + exp(-x)). Never quite off, but slow where it is flat.",
    formula=r"\frac{1}{1 + e^{-x}}",
    gradient_formula=r"dout \cdot out \, (1 - out)",
    keeps="Sigmoid squeezes every entry between 0 and 1.",
    lets_through="Sigmoid lets at most a quarter of a gradient through, at x = 0, and less the "
    "further out x is.",
    on_above=0.5,
    on_means="A unit is on for an image where its output is above 0.5. Off is not dead: a sigmoid "
    "learns wherever its curve is not flat.",
    dead_word="saturated",
    kinks=(),
    # On mnist-5k 0.37 learned best and 1.2 was unstable; on digits some learned at 1.
    healthy_first_update=0.3,
    largest_first_update=1.0,
)
