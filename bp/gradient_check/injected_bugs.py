"""Backpropagation broken on purpose, as real code gets it wrong. The forward side stays right."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.nn.affine import Affine
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]


@dataclass(frozen=True)
class Mistake:
    """One entry of the mistakes."""

    label: str
    explanation: str
    right: str  # the line as it should be
    wrong: str  # and as it was written
    needs: str  # what must be so for it to show, as a sentence
    install: Callable[[TwoLayerNet], None]


def broken(network: TwoLayerNet, name: str) -> TwoLayerNet:
    """A copy of `network` that makes the mistake called `name` on its way back.

    Raises ValueError for a name that is not in MISTAKES, and where NumPy would refuse it.
    """
    if name not in MISTAKES:
        raise ValueError(f"Unknown mistake {name!r}: choose one of {', '.join(MISTAKES)}.")
    copy = deepcopy(network)
    MISTAKES[name].install(copy)
    return copy


def _mask_forgotten(network: TwoLayerNet) -> None:
    _, hidden, _ = network.layers.values()
    hidden.backward = lambda dout: dout


def _batch_size_forgotten(network: TwoLayerNet) -> None:
    loss: Any = network.last_layer
    loss.backward = lambda: loss.y - loss.t


def _not_transposed(network: TwoLayerNet) -> None:
    _, _, second = network.layers.values()
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


def _bias_averaged(network: TwoLayerNet) -> None:
    for layer in network.layers.values():
        if isinstance(layer, Affine):
            _average_bias(layer)


def _average_bias(layer: Any) -> None:
    def backward_parameters(dout: Array) -> None:
        layer.dW = layer.x.swapaxes(-1, -2) @ dout
        layer.db = dout.mean(axis=-2)

    layer.backward_parameters = backward_parameters


def _one_hot_as_labels(network: TwoLayerNet) -> None:
    loss: Any = network.last_layer
    forward = loss.forward

    def remember(x: Array, t: ArrayLike) -> Any:
        loss.given = np.asarray(t).astype(int)
        return forward(x, t)

    def backward() -> Array:
        dx = loss.y.copy()
        samples = np.arange(len(dx)).reshape(-1, *[1] * (loss.given.ndim - 1))
        dx[samples, loss.given] -= 1  # of a one-hot row: at the classes 0 and 1, whatever it says
        return dx / len(dx)

    loss.forward, loss.backward = remember, backward


MISTAKES: dict[str, Mistake] = {
    "relu-mask": Mistake(
        "Activation's slope forgotten",
        "The gradient passes the hidden layer unchanged: with ReLU also where a unit was off, as "
        "if its mask were forgotten.",
        "return dout * self.mask",
        "return dout",
        "It shows where the slope is not 1 for one of the samples: with ReLU where a hidden unit "
        "is off, with the identity never.",
        _mask_forgotten,
    ),
    "batch-size": Mistake(
        "No division by the batch size",
        "The loss is a mean over the batch, but the gradient that starts the way back is a sum.",
        "return (self.y - self.t) / batch_size",
        "return self.y - self.t",
        "It shows with two samples or more.",
        _batch_size_forgotten,
    ),
    "transpose": Mistake(
        "W not transposed",
        "The second layer sends the gradient back through W2 instead of its transpose.",
        "dx = dout @ self.W.T",
        "dx = dout @ self.W",
        "It slips through where W2 is square: as many hidden units as classes.",
        _not_transposed,
    ),
    "bias-mean": Mistake(
        "Bias gradient averaged",
        "The batch size was divided out in the loss already; the mean does it a second time.",
        "self.db = dout.sum(axis=0)",
        "self.db = dout.mean(axis=0)",
        "It shows with two samples or more.",
        _bias_averaged,
    ),
    "one-hot": Mistake(
        "One-hot rows taken for labels",
        "The branch for label indices runs on one-hot rows, whose zeros and ones then index the "
        "classes 0 and 1.",
        "dx = (self.y - self.t) / batch_size",
        "dx = self.y.copy(); dx[samples, self.t] -= 1; dx /= batch_size",
        "It shows with one-hot targets.",
        _one_hot_as_labels,
    ),
}
