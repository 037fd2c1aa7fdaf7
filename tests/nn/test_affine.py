"""The affine layer, for one network and for a stack, for rows and for images."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.nn import Affine
from tests.nn.samples import Sizes, assert_gradient, few, read_only, sizes, untouched


def affine(of: Sizes) -> Affine:
    W = of.normal(*of.stack, of.inputs, of.hidden)
    return Affine(W, of.normal(*of.stack, of.hidden))


def test_worked_by_hand() -> None:
    layer = Affine(np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([10.0, 20]))

    np.testing.assert_array_equal(
        layer.forward(np.array([[1, 0, 2], [0, 1, 1]])), [[21, 34], [18, 30]]
    )
    np.testing.assert_array_equal(
        layer.backward(np.array([[1, 0], [1, 1]])), [[1, 3, 5], [3, 7, 11]]
    )
    np.testing.assert_array_equal(layer.dW, [[1, 0], [1, 1], [3, 1]])
    np.testing.assert_array_equal(layer.db, [2, 1])


@few
@given(sizes)
def test_against_numerical_gradients(of: Sizes) -> None:
    layer, x = affine(of), of.normal(*of.stack, of.batch, of.inputs)
    dout = np.random.default_rng(of.seed + 1).standard_normal((*of.stack, of.batch, of.hidden))
    layer.forward(x)
    dx = layer.backward(dout)

    for array, gradient in ((x, dx), (layer.W, layer.dW), (layer.b, layer.db)):
        assert_gradient(lambda: layer.forward(x) * dout, array, gradient)


@few
@given(sizes, st.booleans())
def test_a_stack_is_its_members(of: Sizes, shared: bool) -> None:
    layer = affine(Sizes(of.runs or 2, of.batch, of.inputs, of.hidden, seed=of.seed))
    runs = len(layer.W)
    x = of.normal(of.batch, of.inputs) if shared else of.normal(runs, of.batch, of.inputs)
    dout = of.normal(runs, of.batch, of.hidden)
    out, dx = layer.forward(x), layer.backward(dout)

    for run in range(runs):
        alone = Affine(layer.W[run], layer.b[run])
        np.testing.assert_allclose(out[run], alone.forward(x if shared else x[run]), atol=1e-12)
        np.testing.assert_allclose(dx[run], alone.backward(dout[run]), atol=1e-12)
        np.testing.assert_allclose(layer.dW[run], alone.dW, atol=1e-12)
        np.testing.assert_allclose(layer.db[run], alone.db, atol=1e-12)


@pytest.mark.parametrize("runs", [None, 1, 3])
@pytest.mark.parametrize("batch", [1, 3, 5])
@pytest.mark.parametrize("image", [(28, 28), (1, 28, 28), (2, 2, 4, 4)])
def test_images_are_flattened_and_get_their_shape_back(
    runs: int | None, batch: int, image: tuple[int, ...]
) -> None:
    of = Sizes(runs, batch, inputs=int(np.prod(image)))
    layer, x = affine(of), of.normal(*of.stack, of.batch, *image)
    dout = of.normal(*of.stack, batch, of.hidden)
    out, dx = layer.forward(x), layer.backward(dout)

    rows = x.reshape(*of.stack, batch, -1)
    np.testing.assert_allclose(out, rows @ layer.W + layer.b[..., None, :])
    assert dx.shape == x.shape
    np.testing.assert_allclose(dx.reshape(rows.shape), dout @ layer.W.swapaxes(-1, -2))


@pytest.mark.parametrize("image", [(28, 28), (1, 28, 28)])
def test_images_that_all_runs_share(image: tuple[int, ...]) -> None:
    of = Sizes(runs=3, inputs=784)
    layer, x = affine(of), of.normal(of.batch, *image)

    np.testing.assert_allclose(layer.forward(x), layer.forward(x.reshape(of.batch, 784)))
    layer.forward(x)
    assert layer.backward(of.normal(3, of.batch, of.hidden)).shape == (3, *x.shape)


def test_bytes_as_stored_will_do() -> None:
    x = np.full((2, 2, 2), 255, np.uint8)
    out = Affine(np.ones((4, 1), np.float32), np.zeros(1, np.float32)).forward(x)
    assert out.dtype == np.float32
    np.testing.assert_array_equal(out, [[1020], [1020]])


@pytest.mark.parametrize(
    ("weights", "x"),
    [
        ((4, 2), (3, 5)),
        ((4, 2), (4,)),
        ((4, 2), ()),
        ((4, 2), (3, 2, 3)),
        ((4, 2), (2, 3, 4)),  # a stack's input for a single network
        ((2, 4, 2), (3, 5, 4)),  # three inputs for two runs
        ((1, 4, 2), (3, 5, 4)),
        ((2, 4, 2), (4,)),
    ],
)
def test_an_input_that_does_not_fit(weights: tuple[int, ...], x: tuple[int, ...]) -> None:
    layer = Affine(np.zeros(weights), np.zeros(weights[:-2] + weights[-1:]))
    both = f"{re.escape(str(x))}.*{re.escape(str(weights))}"
    with pytest.raises(ValueError, match=both):
        layer.forward(np.zeros(x))


@pytest.mark.parametrize(("weights", "biases"), [((4, 2), (4,)), ((3, 4, 2), (2,)), ((4,), ())])
def test_biases_that_do_not_fit(weights: tuple[int, ...], biases: tuple[int, ...]) -> None:
    both = f"{re.escape(str(weights))}.*{re.escape(str(biases))}"
    with pytest.raises(ValueError, match=both):
        Affine(np.zeros(weights), np.zeros(biases))


@pytest.mark.parametrize("runs", [None, 2])
def test_nothing_is_written_into_what_was_given(runs: int | None) -> None:
    of = Sizes(runs)
    layer = affine(of)
    x, dout = of.normal(*of.stack, 4, 5), of.normal(*of.stack, 4, 6)
    with untouched(x, dout, layer.W, layer.b):
        layer.forward(x)
        layer.backward(dout)
    frozen = Affine(read_only(layer.W), read_only(layer.b))
    frozen.forward(read_only(x))
    frozen.backward(read_only(dout))
