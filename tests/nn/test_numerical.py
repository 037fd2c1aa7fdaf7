"""The judge of backpropagation, judged itself by plain formulas."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes

from bp.nn import numerical_gradient
from tests.nn.samples import Array, Sizes, few, seeds, untouched


def test_the_textbooks_example() -> None:
    gradient = numerical_gradient(lambda x: (x**2).sum(), np.array([3.0, 4.0]))
    np.testing.assert_allclose(gradient, [6, 8], rtol=1e-9)


@few
@given(shape=array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3), seed=seeds)
def test_any_shape(shape: tuple[int, ...], seed: int) -> None:
    x = np.array(Sizes(seed=seed).normal(*shape))
    with untouched(x):
        gradient = numerical_gradient(lambda x: np.sin(x).sum(), x)
    assert gradient.shape == shape
    np.testing.assert_allclose(gradient, np.cos(x), atol=1e-7)


def test_a_number_is_its_own_function() -> None:
    assert numerical_gradient(lambda x: x, np.array(3.0)) == pytest.approx(1)


@pytest.mark.parametrize("view", [np.s_[::2, ::3], np.s_[::-1], np.s_[:, 1], np.s_[..., None]])
def test_a_view_moves_only_its_own_entries(view: Any) -> None:
    whole = Sizes().normal(4, 6)
    with untouched(whole):
        gradient = numerical_gradient(lambda _: (whole**2).sum(), whole[view])
    np.testing.assert_allclose(gradient, 2 * whole[view], atol=1e-8)


@pytest.mark.parametrize(
    ("dtype", "tolerance"),
    [(np.float16, 1e-3), (np.float32, 1e-6), (np.float64, 1e-8), (np.longdouble, 1e-8)],
)
@pytest.mark.parametrize("start", [-100, -1, 0, 1e-3, 1, 100])
def test_every_float_type(dtype: type, tolerance: float, start: float) -> None:
    x: Array = np.array([start], dtype)
    gradient = numerical_gradient(lambda x: 3 * np.longdouble(x[0]), x)
    assert gradient.dtype == x.dtype == dtype
    assert x[0] == dtype(start)
    np.testing.assert_allclose(gradient.astype(float), [3], rtol=tolerance)


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_the_array_is_as_it_was_when_f_raises(call: int) -> None:
    calls = iter(range(call, 0, -1))

    def fails(x: Array) -> Any:
        if next(calls) == 1:
            raise ArithmeticError
        return x.sum()

    x = np.array([0.1, -0.0])
    with untouched(x), pytest.raises(ArithmeticError):
        numerical_gradient(fails, x)


@pytest.mark.parametrize("x", [np.arange(3), np.ones(2, bool), np.ones(2, complex), [1.0], 1.0])
def test_only_arrays_of_floats(x: Any) -> None:
    with pytest.raises(TypeError, match=r"array of floats: give np.asarray\(x\).astype\(float\)"):
        numerical_gradient(np.sum, x)


@pytest.mark.parametrize("h", [0, -1e-4, np.nan, np.inf])
def test_the_step_is_positive(h: float) -> None:
    with pytest.raises(ValueError, match=f"h must be positive, not {h}"):
        numerical_gradient(np.sum, np.ones(2), h)


def test_a_smaller_step_is_a_better_one() -> None:
    x = np.array([1.0])
    errors = [abs(numerical_gradient(lambda x: np.exp(x[0]), x, h)[0] - np.e) for h in (0.1, 0.01)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)  # the error goes with h squared
