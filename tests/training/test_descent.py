"""The fast path computes what the plain layers compute."""

import copy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bp.nn import ACTIVATIONS, TwoLayerNet
from bp.training.descent import Descent
from tests.nn.samples import (
    Array,
    Sizes,
    few,
    one_hot_rows,
    read_only,
    seeds,
    untouched,
)

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


def rates_of(of: Sizes) -> Array:
    return np.logspace(-3, 0, of.runs or 1)


def per_run(rates: Array, array: Array) -> Array:
    """A rate a run, in the shape that multiplies a stacked parameter."""
    return rates.reshape(-1, *[1] * (array.ndim - 1))


def off_kinks(network: TwoLayerNet, x: Array) -> bool:
    return bool(np.abs(network.layers["Affine1"].forward(x)).min() > 1e-3)


@labels_or_rows
@both_floats
@both_activations
@few
@given(stacks)
@example(Sizes(runs=1, batch=100, inputs=784, hidden=50, classes=10))
@example(Sizes(runs=5, batch=1, inputs=1, hidden=1, classes=2))
def test_one_step_is_the_layers_gradient(
    activation: str, dtype: Any, rows: bool, of: Sizes
) -> None:
    network, layers = of.network(activation, dtype), of.network(activation)  # the judge: float64
    (x, t), rates, close = batch(of, rows, dtype), rates_of(of), TOLERANCE[dtype]
    for key, array in network.params.items():
        layers.params[key] = array.copy()
    assume(of.inputs > 100 or off_kinks(layers, x))
    expected = layers.gradient(x, t)

    descent = Descent(network, of.batch)
    losses = descent.backward(x, t, rates)
    np.testing.assert_allclose(losses, layers.last_layer.loss, close, close)
    for key, lengths in descent.update_lengths().items():
        updates = (per_run(rates, expected[key]) * expected[key]).reshape(len(rates), -1)
        np.testing.assert_allclose(lengths, np.linalg.norm(updates, axis=1), close, close)

    descent.descend()
    for key, gradient in expected.items():
        assert network.params[key].dtype == dtype
        after = layers.params[key] - per_run(rates, gradient) * gradient
        np.testing.assert_allclose(network.params[key], after, close, close)


@labels_or_rows
@both_activations
def test_many_steps_are_the_layers_too(activation: str, rows: bool) -> None:
    network, layers, rates = OF.network(activation), OF.network(activation), rates_of(OF)
    descent, (x, t) = Descent(network, OF.batch), batch(OF, rows)
    for _ in range(50):
        descent.backward(x, t, rates)
        descent.descend()
        for key, gradient in layers.gradient(x, t).items():
            layers.params[key] -= per_run(rates, gradient) * gradient
    for key in PARAMETERS:
        np.testing.assert_allclose(network.params[key], layers.params[key], rtol=1e-9, atol=1e-9)


@both_floats
@both_activations
@few
@given(of=stacks, room=st.integers(0, 4))
def test_forward_is_predict_also_on_a_smaller_last_piece(
    activation: str, dtype: Any, of: Sizes, room: int
) -> None:
    network, (x, _) = of.network(activation, dtype), batch(of, dtype=dtype)
    expected = network.predict(x)
    scores = Descent(network, of.batch + room).forward(x)
    assert scores.shape == (of.runs, of.classes, of.batch)
    scores = scores.swapaxes(-1, -2)
    np.testing.assert_allclose(scores, expected, TOLERANCE[dtype], TOLERANCE[dtype])


@both_activations
def test_pieces_of_any_size_in_turn(activation: str) -> None:
    network, (x, t) = OF.network(activation), batch(OF)
    descent = Descent(network, OF.batch)
    for piece in (slice(0, 7), slice(0, 2), slice(4, 5), slice(1, 7)):
        scores = descent.forward(x[piece])
        np.testing.assert_allclose(scores.swapaxes(-1, -2), network.predict(x[piece]), 1e-12)
        losses, _ = descent.losses(scores, t[piece])
        np.testing.assert_allclose(losses, network.loss(x[piece], t[piece]), 1e-12)


def test_both_target_formats_to_the_last_bit() -> None:
    results = []
    for rows in (True, False):
        network, (x, t) = OF.network(dtype=np.float32), batch(OF, rows, np.float32)
        descent = Descent(network, OF.batch)
        losses = descent.backward(x, t, rates_of(OF))
        descent.descend()
        results.append([losses, *network.params.values()])
    for one_hots, labels in zip(*results, strict=True):
        np.testing.assert_array_equal(one_hots, labels)


@labels_or_rows
@both_activations
def test_nothing_is_written_into_what_was_given(activation: str, rows: bool) -> None:
    descent, (x, t) = Descent(OF.network(activation), OF.batch), batch(OF, rows)
    rates = rates_of(OF)
    with untouched(x, t, rates):
        descent.backward(x, t, rates)
        descent.descend()
        descent.forward(x)
    descent.backward(read_only(x), read_only(t), read_only(rates))


def test_looking_changes_no_weight() -> None:
    network, (x, t) = OF.network(), batch(OF)
    descent = Descent(network, OF.batch)
    with untouched(*network.params.values()):
        descent.losses(descent.forward(x), t)
        descent.backward(x, t, rates_of(OF))


@pytest.mark.parametrize("runs", [1, 3])
@pytest.mark.parametrize("key", PARAMETERS)
def test_the_networks_parameters_are_those_that_are_trained(key: str, runs: int) -> None:
    of = replace(OF, runs=runs)
    network, (x, t) = of.network(), batch(of)
    start = copy.deepcopy(network)
    first, second = Descent(network, of.batch), Descent(network, 2)  # one trains, one looks
    member = network.run(runs - 1)
    first.backward(x, t, np.ones(runs))
    first.descend()

    assert (network.params[key] != start.params[key]).any()
    np.testing.assert_array_equal(member.params[key], network.params[key][-1])
    scores = second.forward(x[:2]).swapaxes(-1, -2)
    np.testing.assert_allclose(scores, network.predict(x[:2]), 1e-12)
    for other in (first, second):
        assert np.shares_memory(getattr(other, key), network.params[key])
    network.params[key] += 1  # and the other way round
    np.testing.assert_allclose(first.forward(x).swapaxes(-1, -2), network.predict(x), 1e-12)


@labels_or_rows
def test_scores_far_apart_have_an_exact_loss(rows: bool) -> None:
    scores = np.array([[[1e4, 0, 0], [0, 0, -1e4]]])
    t = np.array([1, 0])
    descent = Descent(Sizes(runs=1).network(), 4)
    losses, _ = descent.losses(scores.swapaxes(-1, -2), np.eye(3)[t] if rows else t)
    np.testing.assert_allclose(losses, [(1e4 + np.log(2)) / 2])


def test_an_update_of_several_runs_uses_each_its_own_rate() -> None:
    of = replace(OF, runs=2)
    alike = TwoLayerNet.stack([of.network().run(0)] * 2)
    descent, (x, t) = Descent(alike, of.batch), batch(of)
    descent.backward(x, t, np.array([0.5, 1]))
    for lengths in descent.update_lengths().values():
        assert lengths[1] == pytest.approx(2 * lengths[0])
