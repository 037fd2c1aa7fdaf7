"""The gradient check against a plain loop of central differences over full forward passes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.data import fit_scaling, load_dataset
from bp.gradient_check import GradientCheck, check_gradients
from bp.nn import ACTIVATIONS, Affine, TwoLayerNet, numerical_gradient, recast
from tests.gradient_check.results import numerical
from tests.nn.samples import Array, Sizes, few, one_hot_rows, samples_of, sizes, untouched

SINGLE = sizes.filter(lambda size: size.runs is None)


@few
@given(size=SINGLE, activation=st.sampled_from(sorted(ACTIVATIONS)), one_hot=st.booleans())
def test_the_numbers_of_the_plain_loop(size: Sizes, activation: str, one_hot: bool) -> None:
    network, (x, t) = size.network(activation), samples_of(size, one_hot)
    found = numerical(GradientCheck(network, x, t))
    for key, plain in network.numerical_gradient(x, t).items():
        np.testing.assert_allclose(found[key], plain, rtol=0, atol=1e-9)


@pytest.mark.parametrize("h", [1e-1, 1e-2])
def test_the_numbers_of_the_plain_loop_in_float32(h: float) -> None:
    size = Sizes()
    network, (x, t) = size.network(dtype=np.float32), samples_of(size)
    x = x.astype(np.float32)
    found = numerical(GradientCheck(network, x, t, h=h))
    for key, array in network.params.items():
        plain = numerical_gradient(lambda _: network.loss(x, t), array, h)
        np.testing.assert_allclose(found[key], plain, rtol=0, atol=8e-7 / h)


def test_all_parameters_of_real_digits_with_two_forward_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That is what makes it fast; how fast is the benchmarks' business."""
    data, passes = load_dataset("digits"), []
    network = TwoLayerNet(64, 10, 10, rng=np.random.default_rng(0))
    x, t = fit_scaling(data, "unit").apply(data.x_train[:3]), data.t_train[:3]
    plain, forward = network.numerical_gradient(x, t), Affine.forward

    def counted(layer: Affine, x: Array) -> Array:
        passes.append(layer)
        return forward(layer, x)

    monkeypatch.setattr(Affine, "forward", counted)
    found = numerical(GradientCheck(network, x, t))
    assert len(passes) == 2 * 2  # of two layers each: for the loss, and for backpropagation
    assert sum(array.size for array in found.values()) == 760
    for key, array in found.items():
        np.testing.assert_allclose(array, plain[key], rtol=0, atol=1e-9)


@pytest.mark.parametrize("scaling", ["raw", "unit", "standard"])
@pytest.mark.parametrize("one_hot", [False, True])
def test_the_report_figures(scaling: str, one_hot: bool) -> None:
    data = load_dataset("mnist-5k")
    network = TwoLayerNet(784, 50, 10, rng=np.random.default_rng(0))
    x, t = fit_scaling(data, scaling).apply(data.x_train[:3]), data.t_train[:3]
    table = check_gradients(network, x, one_hot_rows(t, 10) if one_hot else t)
    mean = table.set_index("parameter")["mean_absolute"]
    assert mean["b1"] < 1e-9
    assert mean["b2"] < 1e-9  # the report family's epsilon costs 1e-7 here
    assert mean["W1"] < (1e-8 if scaling == "raw" else 1e-9)
    assert set(table["verdict"]) <= {"happy", "fine"}


@few
@given(size=SINGLE, seed=st.integers(0, 99))
def test_a_sample_is_a_part_of_the_whole(size: Sizes, seed: int) -> None:
    network, (x, t) = size.network(), samples_of(size)
    whole = GradientCheck(network, x, t)
    some, same = (
        GradientCheck(network, x, t, entries=4, rng=np.random.default_rng(seed)) for _ in range(2)
    )
    every, found, again = numerical(whole), numerical(some), numerical(same)
    for key, array in found.items():
        chosen = np.isfinite(array)
        assert chosen.sum() == min(4, array.size)
        np.testing.assert_array_equal(array, again[key])
        np.testing.assert_allclose(array[chosen], every[key][chosen], rtol=0, atol=1e-12)


def test_a_check_in_pieces_is_the_check_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    at_once = check_gradients(network, x, t)
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 100)
    check = GradientCheck(network, x, t)
    done = list(check.steps())
    assert len(done) > 10
    assert done == sorted(done)
    assert done[-1] == check.total == check.done == 57
    assert check.summary()["verdict"].equals(at_once["verdict"])
    columns = ["mean_absolute", "largest_absolute", "largest_relative"]
    np.testing.assert_allclose(check.summary()[columns], at_once[columns], rtol=1e-6)


def test_a_check_stops_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 100)
    size = Sizes()
    check = GradientCheck(size.network(), *samples_of(size))
    check.advance_for(0)
    assert 0 < check.done < check.total
    assert check.summary()["entries"].sum() == check.done == len(check.table())
    check.advance_for(60)
    assert check.finished


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_network_stays_as_it_was(dtype: Any) -> None:
    size = Sizes()
    network, (x, t) = size.network(dtype=dtype), samples_of(size)
    with untouched(x, t, *network.params.values()):
        check_gradients(network, x, t)


def test_images_and_one_sample() -> None:
    network = TwoLayerNet(6, 4, 3, 1.0, rng=np.random.default_rng(0))
    x, t = np.random.default_rng(1).random((1, 2, 3)), np.array([2])
    assert set(check_gradients(network, x, t)["verdict"]) == {"happy"}


def test_another_precision_is_another_network() -> None:
    network = Sizes().network()
    short = recast(network, np.float32)
    assert {array.dtype for array in short.params.values()} == {np.dtype(np.float32)}
    short.params["W1"] += 1
    np.testing.assert_allclose(network.params["W1"] + 1, short.params["W1"], atol=1e-6)
    same = recast(network, np.float64)
    assert not any(np.shares_memory(same.params[key], network.params[key]) for key in same.params)
