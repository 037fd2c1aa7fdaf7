"""A stack of networks equals its members, one by one."""

from typing import Any

import numpy as np
import pytest

from bp.nn import ACTIVATIONS, TwoLayerNet
from tests.nn.samples import Array, Sizes, one_hot_rows

OF = Sizes(runs=3)
TOLERANCE = {np.float64: 1e-12, np.float32: 1e-5}

both_activations = pytest.mark.parametrize("activation", ACTIVATIONS)
both_floats = pytest.mark.parametrize("dtype", TOLERANCE)
shared_or_own = pytest.mark.parametrize("shared", [True, False], ids=["shared", "own"])
labels_or_rows = pytest.mark.parametrize("rows", [True, False], ids=["one-hot", "labels"])


def batch(shared: bool, rows: bool, dtype: Any = np.float64) -> tuple[Array, Array]:
    stack = () if shared else OF.stack
    x, t = OF.normal(*stack, OF.batch, OF.inputs).astype(dtype), OF.labels(*stack)
    return x, one_hot_rows(t, OF.classes) if rows else t


@labels_or_rows
@shared_or_own
@both_floats
@both_activations
def test_a_stack_is_its_members(activation: str, dtype: Any, shared: bool, rows: bool) -> None:
    network, (x, t) = OF.network(activation, dtype), batch(shared, rows, dtype)
    gradient, close = network.gradient(x, t), TOLERANCE[dtype]

    for run in range(3):
        alone, own_x, own_t = network.run(run), x if shared else x[run], t if shared else t[run]
        np.testing.assert_allclose(network.predict(x)[run], alone.predict(own_x), close, close)
        np.testing.assert_allclose(network.loss(x, t)[run], alone.loss(own_x, own_t), close, close)
        assert network.accuracy(x, t)[run] == alone.accuracy(own_x, own_t)
        for key, expected in alone.gradient(own_x, own_t).items():
            assert gradient[key].dtype == dtype
            np.testing.assert_allclose(gradient[key][run], expected, close, close)


@shared_or_own
@both_activations
@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-9), (np.float32, 2e-2)])
def test_numerical_gradients_too(
    activation: str, shared: bool, dtype: Any, tolerance: float
) -> None:
    network, (x, t) = OF.network(activation, dtype), batch(shared, False, dtype)
    gradient = network.numerical_gradient(x, t)
    for run in range(3):
        own_x, own_t = (x, t) if shared else (x[run], t[run])
        for key, expected in network.run(run).numerical_gradient(own_x, own_t).items():
            np.testing.assert_allclose(gradient[key][run], expected, atol=tolerance)


def test_training_together_is_training_alone() -> None:
    rates, (x, t) = np.array([0.01, 0.1, 1]), batch(shared=True, rows=False)
    together = OF.network()
    alone = [OF.network().run(run) for run in range(3)]
    for _ in range(20):
        for key, slope in together.gradient(x, t).items():
            together.params[key] -= rates.reshape(-1, *[1] * (slope.ndim - 1)) * slope
        for rate, network in zip(rates, alone, strict=True):
            for key, slope in network.gradient(x, t).items():
                network.params[key] -= rate * slope
    losses = [network.loss(x, t) for network in alone]
    np.testing.assert_allclose(together.loss(x, t), losses, rtol=1e-9)


@pytest.mark.parametrize("key", ["W1", "b1", "W2", "b2"])
def test_a_run_shares_its_arrays_with_the_stack(key: str) -> None:
    network = OF.network()
    network.run(1).params[key] -= 1
    assert np.shares_memory(network.params[key], network.run(1).params[key])
    np.testing.assert_array_equal(network.params[key][1], OF.network().params[key][1] - 1)
    np.testing.assert_array_equal(network.params[key][0], OF.network().params[key][0])


def test_a_stack_leaves_its_members_alone() -> None:
    member = Sizes().network()
    TwoLayerNet.stack([member, member]).params["W1"] -= 1
    np.testing.assert_array_equal(member.params["W1"], Sizes().network().params["W1"])


def test_a_batch_of_one() -> None:
    of = Sizes(runs=3, batch=1)
    network, x, t = of.network(), of.normal(3, 1, of.inputs), of.labels(3)
    expected = [network.run(run).loss(x[run], t[run]) for run in range(3)]
    np.testing.assert_allclose(network.loss(x, t), expected)


def test_networks_that_do_not_stack() -> None:
    relu, sigmoid = TwoLayerNet(2, 3, 2), TwoLayerNet(2, 3, 2, activation="sigmoid")
    with pytest.raises(ValueError, match="one activation"):
        TwoLayerNet.stack([relu, sigmoid])
    with pytest.raises(ValueError, match="one activation"):
        TwoLayerNet.stack([])
    with pytest.raises(ValueError, match="same shape"):
        TwoLayerNet.stack([relu, TwoLayerNet(2, 4, 2)])
