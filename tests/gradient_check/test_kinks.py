"""Steps over a kink of the activation: counted, and kept from the verdict."""

import numpy as np
import pytest
from hypothesis import given

from bp.gradient_check import GradientCheck, check_gradients
from bp.nn import TwoLayerNet
from tests.nn.samples import Array, Sizes, few, sizes

X, T = np.array([[1.0], [-2.0]]), np.array([0, 1])


def one_unit(weight: float, bias: float, activation: str = "relu") -> TwoLayerNet:
    """One input, one hidden unit: it is on for the sample 1 where `weight + bias > 0`."""
    network = TwoLayerNet(1, 1, 2, 1.0, activation=activation, rng=np.random.default_rng(0))
    network.params["W1"], network.params["b1"] = np.array([[weight]]), np.array([bias])
    return network


@pytest.mark.parametrize(
    ("weight", "bias", "kinks"),
    [
        (0.2, 0.0, {"W1": 0, "b1": 0}),  # 0.2 and -0.4: far from 0
        (0.02, 0.0, {"W1": 0, "b1": 0}),  # b1 moves 0.02 by 0.01
        (0.006, 0.0, {"W1": 1, "b1": 1}),
        (0.005, 0.022, {"W1": 1, "b1": 0}),  # the sample -2 is at 0.012, and W1 moves it by 0.02
        (0.0, 0.005, {"W1": 1, "b1": 1}),
        (0.0, 0.0, {"W1": 1, "b1": 1}),  # exactly on the kink
    ],
)
def test_counted_by_hand(weight: float, bias: float, kinks: dict[str, int]) -> None:
    table = check_gradients(one_unit(weight, bias), X, T, h=0.01).set_index("parameter")
    assert table["kinks"].to_dict() == {**kinks, "W2": 0, "b2": 0}


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "identity"])
def test_a_smooth_activation_has_no_kink(activation: str) -> None:
    assert check_gradients(one_unit(0.0, 0.0, activation), X, T, h=0.01)["kinks"].sum() == 0


@few
@given(size=sizes.filter(lambda size: size.runs is None))
def test_the_signs_of_full_forward_passes(size: Sizes) -> None:
    network, h = size.network(), 0.3
    x, t = size.normal(size.batch, size.inputs), size.labels()
    check = GradientCheck(network, x, t, h=h)
    list(check.steps())

    def on() -> Array:
        return np.asarray(network.layers["Affine1"].forward(x) > 0)

    for key in ("W1", "b1"):
        array, found = network.params[key], check.arrays[key]
        for index, kink in zip(found.checked, found.kinks, strict=True):
            place = np.unravel_index(index, array.shape)
            before = array[place]
            array[place] = before + h
            above = on()
            array[place] = before - h
            crossed = (above != on()).any()
            array[place] = before
            assert kink == crossed


def test_the_verdict_leaves_them_out() -> None:
    size = Sizes(batch=20, inputs=30, hidden=20, seed=1)
    x, t = 255 * np.abs(size.normal(size.batch, size.inputs)), size.labels()
    network = size.network()
    network.params["W1"] *= 0.01
    table = check_gradients(network, x, t).set_index("parameter").T["W1"]
    assert table["kinks"] > 0
    assert table["mean_absolute_with_kinks"] > 100 * table["mean_absolute"]
    assert table["verdict"] in {"happy", "fine"}


def test_nothing_is_left_to_judge_by() -> None:
    table = check_gradients(one_unit(0.0, 0.0), X, T, h=0.01).set_index("parameter")
    assert table.loc["W1", "verdict"] == "too coarse to tell"
    assert table.loc["W1", "mean_absolute"] == 0
