"""What goes wrong in an affine layer."""

from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

from bp.gradient_check.injected_bugs.mistake import Mistake
from bp.nn.affine import Affine
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]
BiasGradient = Callable[[Affine, Array], Array]


def _do_not_transpose(network: TwoLayerNet) -> None:
    second = network.layers["Affine2"]
    rows, columns = second.W.shape[-2:]
    if rows != columns:
        raise ValueError(
            f"W2 is {rows} × {columns}, so NumPy itself refuses `dout @ W2` and the mistake is "
            f"noticed at once. It slips through only where W2 is square: with {columns} hidden "
            "units."
        )

    def backward(dout: Array) -> Array:
        second.backward_parameters(dout)
        return dout @ second.W

    second.backward = backward


def _set_bias_gradients(network: TwoLayerNet, gradient: BiasGradient) -> None:
    for layer in network.layers.values():
        if isinstance(layer, Affine):
            _set_bias_gradient(layer, gradient)


def _set_bias_gradient(layer: Any, gradient: BiasGradient) -> None:
    def backward_parameters(dout: Array) -> None:
        layer.dW = layer.x.swapaxes(-1, -2) @ dout
        layer.db = gradient(layer, dout)

    layer.backward_parameters = backward_parameters


def _average_biases(network: TwoLayerNet) -> None:
    _set_bias_gradients(network, lambda _, dout: dout.mean(axis=-2))


def _sum_biases_over_the_units(network: TwoLayerNet) -> None:
    def gradient(layer: Affine, dout: Array) -> Array:
        batch, units = dout.shape[-2:]
        if batch == units:
            return dout.sum(axis=-1)
        if layer is network.layers["Affine2"]:
            raise ValueError(
                f"Summed over the wrong axis, the gradient of b2 has {batch} entries, one a "
                f"sample, and b2 has {units}, so NumPy itself refuses the update. The mistake "
                f"slips through only with as many samples as classes: {units}."
            )
        return dout.sum(axis=-2)  # of b1, where its size gives it away

    _set_bias_gradients(network, gradient)


TRANSPOSE_FORGOTTEN = Mistake(
    "W not transposed",
    "The second layer sends the gradient back through W2 instead of its transpose.",
    "dx = dout @ self.W.T",
    "dx = dout @ self.W",
    "It slips through where W2 is square: as many hidden units as classes.",
    _do_not_transpose,
    ("hidden_size", "classes"),
)
BIAS_AVERAGED = Mistake(
    "Bias gradient averaged",
    "The batch size was divided out in the loss already; the mean does it a second time.",
    "self.db = dout.sum(axis=0)",
    "self.db = dout.mean(axis=0)",
    "It shows with two samples or more.",
    _average_biases,
    ("samples", 3),
)
BIAS_ON_THE_WRONG_AXIS = Mistake(
    "Bias gradient on the wrong axis",
    "The sum runs over the units instead of the samples, so there is one number a sample, not one "
    "a unit.",
    "self.db = dout.sum(axis=0)",
    "self.db = dout.sum(axis=1)",
    "It slips through only with as many samples as classes.",
    _sum_biases_over_the_units,
    ("samples", "classes"),
)
