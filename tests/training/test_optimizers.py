"""Optimizers against scikit-learn's and against numbers worked out by hand."""

import pickle
from typing import Any

import numpy as np
import pytest
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from bp.training.optimizers import OPTIMIZERS, SGD, AdaGrad, Adam, Momentum
from tests.nn.samples import Array

every_optimizer = pytest.mark.parametrize("name", OPTIMIZERS)
STEPS = 30


def gradients(*shape: int) -> list[Array]:
    rng = np.random.default_rng(4)
    scales = 10.0 ** rng.integers(-4, 3, shape)
    return [scales * rng.standard_normal(shape) for _ in range(STEPS)]


def after(optimizer: Any, start: Array, grads: list[Array], rates: Any = 0.1) -> Array:
    params = start.copy()
    for grad in grads:
        optimizer.update(params, grad.copy(), rates)
    return params


def after_scikit_learns(optimizer: Any, params: list[Array], grads: list[Array]) -> Array:
    for grad in grads:
        optimizer.update_params(params, [grad])
    return params[0]


START, GRADS = np.linspace(-1, 1, 12).reshape(3, 4), gradients(3, 4)


@pytest.mark.parametrize(("ours", "momentum"), [(SGD, 0.0), (Momentum, 0.9)])
def test_scikit_learns_sgd(ours: Any, momentum: float) -> None:
    params = [START.copy()]
    theirs = SGDOptimizer(params, 0.1, momentum=momentum, nesterov=False)
    expected = after_scikit_learns(theirs, params, GRADS)
    np.testing.assert_allclose(after(ours(), START, GRADS), expected, rtol=1e-12)


def test_scikit_learns_adam() -> None:
    params = [START.copy()]
    expected = after_scikit_learns(AdamOptimizer(params, 0.01), params, GRADS)
    np.testing.assert_allclose(after(Adam(), START, GRADS, 0.01), expected, rtol=1e-12)


def test_sgd_by_hand() -> None:
    # 1 - 0.1 * 2 = 0.8, and 0.8 - 0.1 * 3 = 0.5
    assert after(SGD(), np.array([1.0]), [np.array([2.0]), np.array([3.0])]) == pytest.approx(0.5)


def test_momentum_by_hand() -> None:
    # v = -0.2: 0.8; v = 0.9 * -0.2 - 0.3 = -0.48: 0.32
    ours = after(Momentum(), np.array([1.0]), [np.array([2.0]), np.array([3.0])])
    assert ours == pytest.approx(0.32)


def test_adagrad_by_hand() -> None:
    # h = 9: 1 - 0.1 * 3 / 3 = 0.9; h = 9 + 16 = 25: 0.9 - 0.1 * 4 / 5 = 0.82
    ours = after(AdaGrad(), np.array([1.0]), [np.array([3.0]), np.array([4.0])])
    assert ours == pytest.approx(0.82)


def test_adam_by_hand() -> None:
    # First m = 0.2, v = 0.004, corrected 2 and 4: 1 - 0.1 * 2 / 2 = 0.9. Then with g = 0 m = 0.18
    # and v = 0.003996, corrected 0.18 / 0.19 = 0.947368 and 0.003996 / 0.001999 = 1.998999, whose
    # root is 1.413860: 0.9 - 0.1 * 0.670058 = 0.832994.
    assert after(Adam(), np.array([1.0]), [np.array([2.0])]) == pytest.approx(0.9)
    ours = after(Adam(), np.array([1.0]), [np.array([2.0]), np.array([0.0])])
    assert ours == pytest.approx(0.832994, abs=1e-6)


@every_optimizer
def test_where_there_was_never_a_gradient_nothing_moves(name: str) -> None:
    start = np.array([0.5, -2], np.float32)
    moved = after(OPTIMIZERS[name].make(), start, [np.zeros(2, np.float32)] * 5)
    np.testing.assert_array_equal(moved, start)


@every_optimizer
def test_a_rate_for_every_entry(name: str) -> None:
    rates = np.geomspace(1e-4, 1, START.size).reshape(START.shape)
    together = after(OPTIMIZERS[name].make(), START, GRADS, rates)
    for place in np.ndindex(START.shape):
        grads = [grad[place].reshape(1) for grad in GRADS]
        alone = after(OPTIMIZERS[name].make(), START[place].reshape(1), grads, rates[place])
        np.testing.assert_allclose(together[place], alone[0], rtol=1e-12)


@every_optimizer
def test_a_copy_goes_on_alike(name: str) -> None:
    optimizer = OPTIMIZERS[name].make()
    params = after(optimizer, START, GRADS[:10])
    again = pickle.loads(pickle.dumps(optimizer))
    np.testing.assert_array_equal(
        after(again, params, GRADS[10:]), after(optimizer, params, GRADS[10:])
    )


@every_optimizer
def test_float32_stays_float32(name: str) -> None:
    optimizer = OPTIMIZERS[name].make()
    params = START.astype(np.float32)
    optimizer.update(params, GRADS[0].astype(np.float32), np.array([0.1], np.float32))
    remembered = [each for each in vars(optimizer).values() if isinstance(each, np.ndarray)]
    assert {array.dtype for array in [params, *remembered]} == {np.dtype(np.float32)}


@every_optimizer
def test_it_rolls_towards_the_bottom_of_a_bowl(name: str) -> None:
    params, optimizer = np.array([3.0, -2.0]), OPTIMIZERS[name].make()
    for _ in range(2_000):
        optimizer.update(params, params * [1, 10], np.array([0.05]))  # of (x² + 10 y²) / 2
    assert np.linalg.norm(params) < 0.1 * np.linalg.norm([3, -2])
