"""Activations: the report's numbers, the slopes, and what extreme inputs do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes
from scipy.special import expit  # type: ignore[import-untyped]

from bp.nn import ACTIVATIONS, Relu, Sigmoid
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
    layer = ACTIVATIONS[name]()
    layer.forward(x)

    dx = np.asarray(layer.backward(dout))
    assert_gradient(lambda: ACTIVATIONS[name]().forward(x) * dout, x, dx)


@few
@given(st.lists(st.floats(-700, 700), min_size=1))
def test_sigmoid_is_scipys(values: list[float]) -> None:
    x = np.array([*values, -1000, 1000])
    np.testing.assert_allclose(Sigmoid().forward(x), expit(x), rtol=1e-15, atol=0)


def test_sigmoid_is_flat_far_out() -> None:
    layer = Sigmoid()
    np.testing.assert_array_equal(layer.forward(np.array([-1000.0, 1000.0])), [0, 1])
    np.testing.assert_array_equal(layer.backward(np.ones(2)), [0, 0])


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_float_type_stays(name: str, dtype: type) -> None:
    layer = ACTIVATIONS[name]()
    x: Array = X.astype(dtype)
    assert layer.forward(x).dtype == layer.backward(x).dtype == dtype


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_is_written_into_what_was_given(name: str) -> None:
    layer, x, dout = ACTIVATIONS[name](), X.copy(), np.ones((2, 2))
    with untouched(x, dout):
        layer.forward(x)
        layer.backward(dout)
    layer.forward(read_only(x))
    layer.backward(read_only(dout))
