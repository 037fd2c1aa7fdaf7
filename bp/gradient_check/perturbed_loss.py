"""The loss with one parameter moved: the network's own, or faster where it is as it was made."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.central_difference import PerturbedLoss, both_ends, difference_quotient
from bp.gradient_check.loss_nearby import HiddenLayer, LossNearby
from bp.nn.activations import ACTIVATIONS
from bp.nn.affine import Affine
from bp.nn.loss import SoftmaxWithLoss
from bp.nn.network import TwoLayerNet

Array = NDArray[Any]

AT_ONCE = 200  # entries: some ten milliseconds


def perturbed_loss(network: TwoLayerNet, x: Array, t: ArrayLike) -> PerturbedLoss:
    """The fast way where nothing of the forward side was overridden or replaced, else its own."""
    plain = has_plain_layers(network) and has_plain_loss(network)
    return LossNearby(network, x, t) if plain else OwnLoss(network, x, t)


def has_plain_layers(network: TwoLayerNet) -> bool:
    """Whether the scores are made as TwoLayerNet makes them. The way back does not matter."""
    layers = list(network.layers.values())
    return (
        any(
            [type(layer) for layer in layers] == [Affine, entry.layer, Affine]
            for entry in ACTIVATIONS.values()
        )
        and not any("forward" in vars(layer) for layer in layers)
        and type(network).predict is TwoLayerNet.predict
        and "predict" not in vars(network)
    )


def has_plain_loss(network: TwoLayerNet) -> bool:
    """Whether the loss is made of the scores as TwoLayerNet makes it."""
    return (
        type(network.last_layer) is SoftmaxWithLoss
        and "forward" not in vars(network.last_layer)
        and type(network).loss is TwoLayerNet.loss
        and "loss" not in vars(network)
    )


class OwnLoss:
    """The loss that a network says it has, asked twice an entry: slow, and of any network.

    A kink is noticed where the layers are those that TwoLayerNet makes.
    """

    def __init__(self, network: TwoLayerNet, x: Array, t: ArrayLike) -> None:
        self.network, self.x, self.t = network, x, t
        self.loss = float(network.loss(x, t))
        self.epsilon = float(np.finfo(network.params["W1"].dtype).eps)
        self.at_once = AT_ONCE
        self.hidden = HiddenLayer(network, x) if has_plain_layers(network) else None

    def slopes(self, key: str, entries: Array, h: float) -> tuple[Array, Array]:
        """Central differences and kinks; see PerturbedLoss."""
        now = self.network.params[key].reshape(-1)[entries]
        ends, kinks = both_ends(now, h), np.zeros(len(entries), bool)
        with np.errstate(over="ignore", invalid="ignore"):  # of a step beyond all measure
            if self.hidden and key in ("W1", "b1"):
                _, _, kinks = self.hidden.moved(key, entries, ends - now)
            losses = [self._losses(key, *place) for place in zip(entries, *ends, strict=True)]
            return difference_quotient(np.array(losses).T, ends), kinks

    def _losses(self, key: str, entry: int, above: Any, below: Any) -> tuple[float, float]:
        array = self.network.params[key]
        before = array.flat[entry]
        try:
            array.flat[entry] = above
            higher = float(self.network.loss(self.x, self.t))
            array.flat[entry] = below
            return higher, float(self.network.loss(self.x, self.t))
        finally:
            array.flat[entry] = before
