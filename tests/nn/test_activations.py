"""Activations: the report's numbers, the slopes, what extreme inputs do, and what is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes
from scipy.special import expit  # type: ignore[import-untyped]

from bp.nn import ACTIVATIONS, Relu, Sigmoid, Tanh
from tests.nn.plain_activations import PLAIN
from tests.nn.samples import (
    Array,
    Sizes,
    assert_gradient,
    few,
    off_zero,
    read_only,
    seeds,
    untouched,
)

X = np.array([[1, -0.5], [-2, 3]])


def test_relu_of_the_report() -> None:
    layer = Relu()
    np.testing.assert_array_equal(layer.forward(X), [[1, 0], [0, 3]])
    np.testing.assert_array_equal(layer.backward(np.ones((2, 2))), [[1, 0], [0, 1]])


def test_sigmoid_of_the_report() -> None:
    layer = Sigmoid()
    out, dx = layer.forward(X), layer.backward(np.ones((2, 2)))
    np.testing.assert_allclose(out, [[0.7311, 0.3775], [0.1192, 0.9526]], atol=5e-5)
    np.testing.assert_allclose(dx, [[0.1966, 0.2350], [0.1050, 0.0452]], atol=5e-5)


def test_relu_is_off_at_zero() -> None:
    layer = Relu()
    assert layer.forward(np.zeros(1)) == 0
    assert layer.backward(np.ones(1)) == 0


@pytest.mark.parametrize("name", ACTIVATIONS)
@few
@given(shape=array_shapes(min_dims=0, max_dims=4, max_side=4), seed=seeds)
def test_any_shape_against_numerical_gradients(
    name: str, shape: tuple[int, ...], seed: int
) -> None:
    x, dout = map(np.array, off_zero(Sizes(seed=seed).normal(2, *shape)))
    layer = ACTIVATIONS[name].layer()
    layer.forward(x)

    dx = np.asarray(layer.backward(dout))
    assert_gradient(lambda: ACTIVATIONS[name].layer().forward(x) * dout, x, dx)


def test_every_activation_has_a_plain_formula() -> None:
    assert set(PLAIN) == set(ACTIVATIONS)


@pytest.mark.parametrize("name", ACTIVATIONS)
@few
@given(st.lists(st.floats(-30, 30), min_size=1))
def test_the_plain_formulas(name: str, values: list[float]) -> None:
    x, (output, slope) = np.array(values), PLAIN[name]
    layer = ACTIVATIONS[name].layer()
    np.testing.assert_allclose(layer.forward(x), output(x), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(layer.backward(np.ones_like(x)), slope(x), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_in_place_is_the_same(name: str) -> None:
    layer, x, dout = ACTIVATIONS[name].layer(), X.copy(), np.array([[1.0, 2], [3, 4]])
    out, dx = layer.forward(X).copy(), layer.backward(dout)
    assert layer.forward(x, out=x) is x
    np.testing.assert_array_equal(x, out)
    assert layer.backward(dout, out=dout) is dout
    np.testing.assert_array_equal(dout, dx)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_slope_jumps_at_its_kinks_and_nowhere_else(name: str) -> None:
    x = np.linspace(-5, 5, 1_001)
    layer = ACTIVATIONS[name].layer()
    layer.forward(x)
    jumps = np.flatnonzero(np.abs(np.diff(layer.backward(np.ones_like(x)))) > 0.1)
    kinks = ACTIVATIONS[name].kinks
    assert len(jumps) == len(kinks)
    np.testing.assert_allclose(x[jumps], kinks, atol=0.011)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_only_where_a_unit_can_be_without_a_gradient_there_is_a_word_for_it(name: str) -> None:
    layer = ACTIVATIONS[name].layer()
    layer.forward(np.array([-1e4, 1e4]))
    assert bool(ACTIVATIONS[name].dead_word) == (not layer.backward(np.ones(2)).all())


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_sentence_is_a_sentence(name: str) -> None:
    entry = ACTIVATIONS[name]
    for text in (entry.help, entry.keeps, entry.lets_through, entry.on_means):
        assert text[-1] == "."
    assert 0 < entry.healthy_first_update < entry.largest_first_update


@few
@given(st.lists(st.floats(-700, 700), min_size=1))
def test_sigmoid_is_scipys(values: list[float]) -> None:
    x = np.array([*values, -1000, 1000])
    np.testing.assert_allclose(Sigmoid().forward(x), expit(x), rtol=1e-15, atol=0)


def test_sigmoid_is_flat_far_out() -> None:
    layer = Sigmoid()
    np.testing.assert_array_equal(layer.forward(np.array([-1000.0, 1000.0])), [0, 1])
    np.testing.assert_array_equal(layer.backward(np.ones(2)), [0, 0])


def test_tanh_is_flat_far_out() -> None:
    layer = Tanh()
    np.testing.assert_array_equal(layer.forward(np.array([-1000.0, 0, 1000])), [-1, 0, 1])
    np.testing.assert_array_equal(layer.backward(np.ones(3)), [0, 1, 0])


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_float_type_stays(name: str, dtype: type) -> None:
    layer = ACTIVATIONS[name].layer()
    x: Array = X.astype(dtype)
    assert layer.forward(x).dtype == layer.backward(x).dtype == dtype


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_is_written_into_what_was_given(name: str) -> None:
    layer, x, dout = ACTIVATIONS[name].layer(), X.copy(), np.ones((2, 2))
    with untouched(x, dout):
        layer.forward(x)
        layer.backward(dout)
    layer.forward(read_only(x))
    layer.backward(read_only(dout))
