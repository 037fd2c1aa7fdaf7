"""The rectified linear unit.

Source: Saitoh, Deep Learning from Scratch, section 5.5.1.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn.activations.activation import Activation

Array = NDArray[Any]


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


RELU = Activation(
    layer=Relu,
    label="ReLU",
    help="max(x, 0). A unit that is off for every sample learns no more.",
    formula=r"\max(x, 0)",
    gradient_formula=r"dout \cdot [x > 0]",
    keeps="ReLU keeps what is positive and makes the rest 0.",
    lets_through="ReLU lets a gradient through where x is above 0, unchanged, and stops it "
    "elsewhere.",
    on_above=0,
    on_means="A unit is on for an image where its output is above 0. One that is on for every "
    "image is linear; one that is on for few images has specialised; one that is on for none "
    "is dead and learns no more.",
    dead_word="off",
    kinks=(0.0,),
    # In the tuning half of `python -m benchmarks.diagnosis` these networks learned well at 0.001 to
    # 0.09, best at 0.01 to 0.08, and died from 0.09 on raw and unit pixels, from 0.11 on
    # standardised ones. (The 0.001 that CS231n recommends is for a whole run, where ours had 0.001
    # to 0.03, too.)
    healthy_first_update=0.02,
    largest_first_update=0.09,
)
