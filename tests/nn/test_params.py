"""Parameters and layers are one: whatever way an array is changed, both have it."""

import copy
import pickle
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bp.nn import TwoLayerNet
from tests.nn.samples import (
    Array,
    Sizes,
    sgd,
    untouched,
)

OF = Sizes()
X, T = OF.normal(OF.batch, OF.inputs), OF.labels()
HOMES = {
    "W1": ("Affine1", "W"),
    "b1": ("Affine1", "b"),
    "W2": ("Affine2", "W"),
    "b2": ("Affine2", "b"),
}


def augmented(network: TwoLayerNet, key: str, change: Array) -> None:
    network.params[key] -= change


def reassigned(network: TwoLayerNet, key: str, change: Array) -> None:
    network.params[key] = network.params[key] - change


def updated(network: TwoLayerNet, key: str, change: Array) -> None:
    network.params.update({key: network.params[key] - change})


def by_layer(network: TwoLayerNet, key: str, change: Array) -> None:
    layer, name = HOMES[key]
    setattr(network.layers[layer], name, getattr(network.layers[layer], name) - change)


def themselves(network: TwoLayerNet) -> TwoLayerNet:
    return network


def pickled(network: TwoLayerNet) -> TwoLayerNet:
    again: TwoLayerNet = pickle.loads(pickle.dumps(network))
    return again


@pytest.mark.parametrize("copied", [themselves, pickled, copy.deepcopy])
@pytest.mark.parametrize("change", [augmented, reassigned, updated, by_layer])
@pytest.mark.parametrize("key", HOMES)
def test_params_and_layers_are_never_cut_apart(
    key: str,
    change: Callable[[TwoLayerNet, str, Array], None],
    copied: Callable[[TwoLayerNet], TwoLayerNet],
) -> None:
    network = copied(OF.network())
    expected = network.params[key] - 1
    change(network, key, np.ones_like(expected))

    layer, name = HOMES[key]
    assert network.params[key] is getattr(network.layers[layer], name)
    np.testing.assert_array_equal(network.params[key], expected)


@pytest.mark.parametrize("copied", [pickled, copy.deepcopy])
def test_a_copy_is_equal_and_on_its_own(copied: Callable[[TwoLayerNet], TwoLayerNet]) -> None:
    network = OF.network()
    again = copied(network)
    np.testing.assert_array_equal(network.predict(X), again.predict(X))
    with untouched(*network.params.values()):
        sgd(again, X, T, 0.1)


def test_params_pickled_alone_are_a_dictionary() -> None:
    params = OF.network().params
    again = pickle.loads(pickle.dumps(params))
    assert type(again) is dict
    for key, array in params.items():
        np.testing.assert_array_equal(again[key], array)


@pytest.mark.parametrize("shape", [(), (6,), (6, 5), (1, 5, 6)])
def test_an_array_of_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    network = OF.network()
    both = f"W1.*{re.escape('(5, 6)')}.*{re.escape(str(shape))}"
    with untouched(*network.params.values()), pytest.raises(ValueError, match=both):
        network.params["W1"] = np.zeros(shape)


def test_params_keep_their_float_type() -> None:
    network = OF.network(dtype=np.float32)
    network.params["b1"] = np.arange(OF.hidden)
    assert network.params["b1"].dtype == np.float32


def test_the_four_names_are_fixed() -> None:
    params: Any = OF.network().params
    with pytest.raises(KeyError):
        params["W3"] = np.zeros(1)
    with pytest.raises(TypeError, match="W1"):
        del params["W1"]
    assert list(params) == list(params.copy()) == ["W1", "b1", "W2", "b2"]
    assert len(params) == 4
