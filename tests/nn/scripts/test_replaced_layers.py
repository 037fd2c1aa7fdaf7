"""Layers that are replaced and methods that are overridden: they answer, and are trained."""

import copy
import pickle
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bp.nn import Affine, Relu, Sigmoid, SoftmaxWithLoss, TwoLayerNet
from tests.nn.samples import Array, Sizes, assert_gradient

OF, OTHER = Sizes(), Sizes(seed=1)
X, T = OF.normal(OF.batch, OF.inputs), OF.labels()
KEYS = ["W1", "b1", "W2", "b2"]


def one_new_layer(network: TwoLayerNet, theirs: TwoLayerNet) -> None:
    for number in "12":
        W, b = (theirs.params[name + number] for name in "Wb")
        network.layers[f"Affine{number}"] = Affine(W, b)


def all_new_layers(network: TwoLayerNet, theirs: TwoLayerNet) -> None:
    network.layers = OrderedDict()
    network.layers["Affine1"] = Affine(theirs.params["W1"], theirs.params["b1"])
    network.layers["ReLU"] = Relu()
    network.layers["Affine2"] = Affine(theirs.params["W2"], theirs.params["b2"])
    network.lastLayer = SoftmaxWithLoss()


@pytest.mark.parametrize("replace", [one_new_layer, all_new_layers])
def test_replaced_layers_answer_and_are_trained(
    replace: Callable[[TwoLayerNet, TwoLayerNet], None],
) -> None:
    network, theirs = OF.network(), OTHER.network()
    expected = theirs.predict(X)
    replace(network, theirs)
    np.testing.assert_array_equal(network.predict(X), expected)
    numerical = network.numerical_gradient(X, T)
    for key, gradient in network.gradient(X, T).items():
        np.testing.assert_allclose(gradient, numerical[key], atol=1e-6)
        network.params[key] -= gradient
    assert network.loss(X, T) < theirs.loss(X, T) + 1e-12  # they share their arrays: both learned
    np.testing.assert_array_equal(network.predict(X), theirs.predict(X))


def test_another_activation_in_its_place() -> None:
    network, sigmoid = OF.network(), OF.network("sigmoid")
    network.layers["Relu1"] = Sigmoid()
    assert network.activation == "sigmoid"
    np.testing.assert_array_equal(network.predict(X), sigmoid.predict(X))
    np.testing.assert_array_equal(network.gradient(X, T)["W1"], sigmoid.gradient(X, T)["W1"])
    again = pickle.loads(pickle.dumps(network))
    np.testing.assert_array_equal(again.predict(X), sigmoid.predict(X))


class Doubling:
    """A layer of somebody's own."""

    def forward(self, x: Array) -> Array:
        return 2 * x

    def backward(self, dout: Array) -> Array:
        return 2 * dout


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda net: net.with_params()])
def test_a_third_affine_and_a_layer_of_ones_own(copied: Callable[[Any], Any]) -> None:
    network, rng = OF.network(), np.random.default_rng(0)
    network.layers["Double"] = Doubling()
    network.layers["Affine3"] = Affine(rng.standard_normal((OF.classes, 2)), np.zeros(2))
    network = copied(network)
    t = np.array([0, 1, 1, 0])
    assert list(network.params) == [*KEYS, "W3", "b3"]
    assert repr(network) == "TwoLayerNet(5–6–3–2, relu, Doubling, 65 parameters)"
    for key, gradient in network.gradient(X, t).items():
        assert_gradient(lambda: network.loss(X, t), network.params[key], gradient)


def test_a_first_layer_with_a_backward_of_its_own() -> None:
    class Clipped(Affine):
        def backward(self, dout: Array) -> Array:
            dx = super().backward(dout)
            self.dW = self.dW.clip(-0.01, 0.01)
            return dx

    network = OF.network()
    network.layers["Affine1"] = Clipped(network.params["W1"], network.params["b1"])
    assert np.abs(network.gradient(X, T)["W1"]).max() == 0.01


class SumOfSquares:
    """Another loss, with the two methods of a last layer."""

    def forward(self, y: Array, t: Array) -> Any:
        self.difference = y - np.eye(y.shape[1])[t]
        return 0.5 * np.sum(self.difference**2) / len(y)

    def backward(self, dout: float = 1) -> Array:
        return dout * self.difference / len(self.difference)


@pytest.mark.parametrize("name", ["lastLayer", "last_layer"])
def test_a_last_layer_under_both_names(name: str) -> None:
    network, mine = OF.network(), SumOfSquares()
    assert network.lastLayer is network.last_layer
    setattr(network, name, mine)
    assert network.lastLayer is network.last_layer is mine
    for key, gradient in network.gradient(X, T).items():
        assert_gradient(lambda: network.loss(X, T), network.params[key], gradient)


def test_a_gradient_written_outside() -> None:
    """As a public exercise has it: the layers in reverse, their gradients collected by hand."""
    network = OF.network()
    expected = network.gradient(X, T)
    network.loss(X, T)
    dout = network.lastLayer.backward(1)
    for layer in reversed(list(network.layers.values())):
        dout = layer.backward(dout)
    for key in KEYS:
        found = getattr(network.layers[f"Affine{key[1]}"], f"d{key[0]}")
        np.testing.assert_array_equal(found, expected[key])


class WithWeightDecay(TwoLayerNet):
    """The textbook's way, chapter 6: a constructor, a loss and a gradient of its own."""

    def __init__(self, *sizes: int, weight_decay_lambda: float = 0.1) -> None:
        super().__init__(*sizes)
        self.weight_decay_lambda = weight_decay_lambda

    def loss(self, x: Array, t: Any) -> Any:
        weight_decay = sum(np.sum(self.params[key] ** 2) for key in ("W1", "W2"))
        return super().loss(x, t) + 0.5 * self.weight_decay_lambda * weight_decay

    def gradient(self, x: Array, t: Any) -> dict[str, Array]:
        grads = super().gradient(x, t)
        for key in ("W1", "W2"):
            grads[key] = grads[key] + self.weight_decay_lambda * self.params[key]
        return grads


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda net: net.with_params()])
def test_a_subclass_keeps_what_is_its_own(copied: Callable[[Any], Any]) -> None:
    network = WithWeightDecay(OF.inputs, OF.hidden, OF.classes)
    network.params = OF.network().params
    again = copied(network)
    assert again.loss(X, T) == network.loss(X, T)
    numerical = again.numerical_gradient(X, T)
    for key, gradient in again.gradient(X, T).items():
        np.testing.assert_allclose(gradient, numerical[key], atol=1e-7)
    stacked = WithWeightDecay.stack([network, network])
    assert stacked.run(1).loss(X, T) == network.loss(X, T)
