"""What an activation function is to the network and to those who look at it."""

from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

Array = NDArray[Any]


class ActivationLayer(Protocol):
    """The two methods of every layer. They work entry by entry, so any shape will do.

    `out` is an array to write into, as NumPy's own functions take it; it may be the input itself.
    """

    def forward(self, x: Array, out: Array | None = None) -> Array:
        """Return the activations of `x`, in its shape."""

    def backward(self, dout: Array, out: Array | None = None) -> Array:
        """Return the gradient of the input, given that of the output."""


@dataclass(frozen=True)
class Activation:
    """An entry of ACTIVATIONS: a layer, what is said of it, and what a network with it stands.

    A first update is given as a share of the weights that it moves: its length over theirs.
    """

    layer: type[ActivationLayer]
    label: str  # in the middle of a sentence
    help: str  # what it computes, and what to mind: a line of a menu
    formula: str  # of the output, in LaTeX
    gradient_formula: str  # of the input's gradient, in LaTeX
    keeps: str  # what it makes of its input, as a sentence
    lets_through: str  # what it makes of a gradient, as a sentence
    on_above: float  # a hidden unit is on where its output is higher
    on_means: str  # what that tells of the unit, in a sentence or two
    dead_word: str  # for a unit without a gradient on any sample: "off", "saturated", "" for never
    kinks: tuple[float, ...]  # the inputs at which the slope jumps
    healthy_first_update: float  # learned well in every study
    largest_first_update: float  # from here on it was seen to fail
