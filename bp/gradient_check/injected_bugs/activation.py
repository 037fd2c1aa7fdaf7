"""What goes wrong at the activation."""

from bp.gradient_check.injected_bugs.mistake import Mistake
from bp.nn.network import TwoLayerNet


def _forget_the_slope(network: TwoLayerNet) -> None:
    _, hidden, _ = network.layers.values()
    hidden.backward = lambda dout: dout


SLOPE_FORGOTTEN = Mistake(
    "Activation's slope forgotten",
    "The gradient passes the hidden layer unchanged: with ReLU also where a unit was off, as if "
    "its mask were forgotten.",
    "return dout * self.mask",
    "return dout",
    "It shows where the slope is not 1 for one of the samples: with ReLU where a hidden unit is "
    "off, with the identity never.",
    _forget_the_slope,
    ("activation", "relu"),
)
