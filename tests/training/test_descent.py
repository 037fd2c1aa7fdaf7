"""The fast path computes what the plain layers compute."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bp.nn import ACTIVATIONS, TwoLayerNet
from bp.training.descent import Descent
from bp.training.optimizers import SGD
from tests.nn.samples import (
    Array,
    Sizes,
    few,
    one_hot_rows,
    read_only,
    seeds,
    untouched,
)
from tests.training.examples import stacked_arrays

# It was raised once, over finite numbers, and never again in thousands of tries of the same shapes.
# A result that is no number fails its comparison.
pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered in matmul:RuntimeWarning")

PARAMETERS = ("W1", "b1", "W2", "b2")
TOLERANCE = {np.float64: 1e-12, np.float32: 2e-4}
OF = Sizes(runs=3, batch=7)

size = st.integers(1, 9)
stacks = st.builds(
    Sizes,
    runs=st.sampled_from([1, 2, 5]),
    batch=size,
    inputs=size,
    hidden=size,
    classes=st.integers(1, 6),
    seed=seeds,
)
both_activations = pytest.mark.parametrize("activation", ACTIVATIONS)
both_floats = pytest.mark.parametrize("dtype", TOLERANCE)
labels_or_rows = pytest.mark.parametrize("rows", [True, False], ids=["one-hot", "labels"])


def batch(of: Sizes, rows: bool = False, dtype: Any = np.float64) -> tuple[Array, Array]:
    x, t = of.normal(of.batch, of.inputs).astype(dtype), of.labels()
    return x, one_hot_rows(t, of.classes).astype(dtype) if rows else t


def fast(network: TwoLayerNet, batch_size: int) -> Descent:
    """Descent on a copy of a stacked network."""
    return Descent(stacked_arrays(network), network.activation, batch_size)


def gradient(descent: Descent, x: Array, t: Array) -> tuple[Array, dict[str, Array]]:
    losses, y = descent.loss(descent.forward(x), t)
    return losses, descent.backward(x, t, y).by_run()


def off_kinks(network: TwoLayerNet, x: Array) -> bool:
    return bool(np.abs(network.layers["Affine1"].forward(x)).min() > 1e-3)


@labels_or_rows
@both_floats
@both_activations
@few
@given(stacks)
@example(Sizes(runs=1, batch=100, inputs=784, hidden=50, classes=10))
@example(Sizes(runs=5, batch=1, inputs=1, hidden=1, classes=2))
def test_the_gradient_is_that_of_the_layers(
    activation: str, dtype: Any, rows: bool, of: Sizes
) -> None:
    network, layers = of.network(activation, dtype), of.network(activation)  # the judge: float64
    (x, t), close = batch(of, rows, dtype), TOLERANCE[dtype]
    for key, array in network.params.items():
        layers.params[key] = array.copy()
    assume(of.inputs > 100 or off_kinks(layers, x))
    expected = layers.gradient(x, t)

    losses, grads = gradient(fast(network, of.batch), x, t)
    np.testing.assert_allclose(losses, layers.last_layer.loss, close, close)
    for key in PARAMETERS:
        assert grads[key].dtype == dtype
        np.testing.assert_allclose(grads[key], expected[key], close, close)


@labels_or_rows
@both_activations
def test_many_steps_are_the_layers_too(activation: str, rows: bool) -> None:
    layers, rates = OF.network(activation), np.logspace(-3, 0, 3)
    descent, (x, t) = fast(layers, OF.batch), batch(OF, rows)
    for _ in range(50):
        gradient(descent, x, t)
        SGD().update(descent.params.flat, descent.grads.flat, descent.params.for_every_entry(rates))
        for key, slope in layers.gradient(x, t).items():
            layers.params[key] -= rates.reshape(-1, *[1] * (slope.ndim - 1)) * slope
    for key, array in descent.params.by_run().items():
        np.testing.assert_allclose(array, layers.params[key], rtol=1e-9, atol=1e-9)


@both_floats
@both_activations
@few
@given(of=stacks, room=st.integers(0, 4))
def test_forward_is_predict_also_on_a_smaller_last_piece(
    activation: str, dtype: Any, of: Sizes, room: int
) -> None:
    network, (x, _) = of.network(activation, dtype), batch(of, dtype=dtype)
    expected = network.predict(x)
    scores = fast(network, of.batch + room).forward(x)
    assert scores.shape == (of.runs, of.classes, of.batch)
    scores = scores.swapaxes(-1, -2)
    np.testing.assert_allclose(scores, expected, TOLERANCE[dtype], TOLERANCE[dtype])


@both_activations
def test_pieces_of_any_size_in_turn(activation: str) -> None:
    network, (x, t) = OF.network(activation), batch(OF)
    descent = fast(network, OF.batch)
    for piece in (slice(0, 7), slice(0, 2), slice(4, 5), slice(1, 7)):
        scores = descent.forward(x[piece])
        np.testing.assert_allclose(scores.swapaxes(-1, -2), network.predict(x[piece]), 1e-12)
        losses, _ = descent.loss(scores, t[piece])
        np.testing.assert_allclose(losses, network.loss(x[piece], t[piece]), 1e-12)


def test_both_target_formats_to_the_last_bit() -> None:
    descents = [fast(OF.network(dtype=np.float32), OF.batch) for _ in range(2)]
    one, other = (
        gradient(descent, *batch(OF, rows, np.float32))
        for descent, rows in zip(descents, (True, False), strict=True)
    )
    np.testing.assert_array_equal(one[0], other[0])
    for key in PARAMETERS:
        np.testing.assert_array_equal(one[1][key], other[1][key])


@labels_or_rows
@both_activations
def test_nothing_is_written_into_what_was_given(activation: str, rows: bool) -> None:
    network, (x, t) = OF.network(activation), batch(OF, rows)
    descent = fast(network, OF.batch)
    with untouched(*network.params.values(), descent.params.flat):
        scores = read_only(descent.forward(read_only(x)))
        _, y = descent.loss(scores, read_only(t))
        descent.backward(read_only(x), read_only(t), read_only(y))


def test_the_loss_needs_no_forward_before_it() -> None:
    descent, (x, t) = fast(OF.network(), OF.batch), batch(OF)
    scores = descent.forward(x)
    first = descent.loss(scores, t)
    descent.forward(2 * x)
    descent.loss(3 * scores, t)
    for one, other in zip(first, descent.loss(scores, t), strict=True):
        np.testing.assert_array_equal(one, other)


@labels_or_rows
def test_scores_far_apart_have_an_exact_loss(rows: bool) -> None:
    scores = np.array([[[1e4, 0, 0], [0, 0, -1e4]]])
    t = np.array([1, 0])
    descent = fast(Sizes(runs=1).network(), 4)
    losses, _ = descent.loss(scores.swapaxes(-1, -2), np.eye(3)[t] if rows else t)
    np.testing.assert_allclose(losses, [(1e4 + np.log(2)) / 2])
