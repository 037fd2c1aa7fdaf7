"""The hyperbolic tangent: a sigmoid that is centred on 0."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn.activations.activation import Activation

Array = NDArray[Any]


class Tanh:
    """Hyperbolic tangent: `(exp(x) - exp(-x)) / (exp(x) + exp(-x))`."""

    out: Array

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return values between -1 and 1."""
        self.out = np.tanh(x, out=out)
        return self.out

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """The slope of the hyperbolic tangent is `1 - out * out`."""
        return np.multiply(dout, 1 - self.out * self.out, out=out)


TANH = Activation(
    layer=Tanh,
    label="tanh",
    help="From -1 to 1, steepest at 0. Never quite off, but slow where it is flat.",
    formula=r"\tanh(x)",
    gradient_formula=r"dout \cdot (1 - out^2)",
    keeps="Tanh squeezes every entry between -1 and 1.",
    lets_through="Tanh lets a gradient through unchanged at x = 0, and less the further out x is.",
    on_above=0,
    on_means="A unit is on for an image where its output is above 0. Off is not dead: a tanh "
    "learns wherever its curve is not flat, on both sides of 0 alike.",
    dead_word="saturated",
    kinks=(),
    # 18 grids of 13 rates, three shapes each on raw, unit and standardised pixels of mnist-5k and
    # digits: all learned well from 0.01 to 0.04, and some failed from 0.1 on raw pixels, from 0.18
    # on unit ones; none of the standardised ones failed up to 2.5.
    healthy_first_update=0.02,
    largest_first_update=0.1,
)
