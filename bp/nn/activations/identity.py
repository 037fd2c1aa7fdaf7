"""No activation at all: what a network can do without one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn.activations.activation import Activation

Array = NDArray[Any]


class Identity:
    """The identity: `x` as it is. Two affine layers around it can do no more than a single one."""

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return a copy of `x`."""
        return np.positive(x, out=out)

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """Let every gradient through: the slope is 1."""
        return np.positive(dout, out=out)


IDENTITY = Activation(
    layer=Identity,
    label="identity",
    help="x as it is. No unit can die, but the two layers can do no more than a single one.",
    formula="x",
    gradient_formula="dout",
    keeps="The identity keeps every entry as it is.",
    lets_through="The identity lets every gradient through unchanged.",
    on_above=0,
    on_means="A unit is on for an image where its output is above 0. On or off it lets the whole "
    "gradient through, so none can die.",
    dead_word="",
    kinks=(),
    # 12 grids of 13 rates, three shapes each on raw, unit and standardised pixels of mnist-5k and
    # on raw ones of digits: all learned well from 0.014 to 0.025. They diverged from 0.05 on unit
    # pixels, from 0.055 on raw ones, from 0.18 on standardised ones.
    healthy_first_update=0.02,
    largest_first_update=0.05,
)
