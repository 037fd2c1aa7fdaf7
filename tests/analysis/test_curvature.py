"""The largest eigenvalue of the Hessian, against the whole Hessian of a network this small."""

import math

import numpy as np
import pytest

from bp.analysis.curvature import Curvature, curvature, hessian_product
from bp.nn import ACTIVATIONS, TwoLayerNet
from tests.nn.samples import Array


def samples(seed: int = 0) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.standard_normal((12, 6)), rng.integers(3, size=12)


def network(std: float, activation: str = "relu", steps: int = 0) -> TwoLayerNet:
    net = TwoLayerNet(6, 5, 3, std, activation=activation, rng=np.random.default_rng(1))
    x, t = samples()
    for _ in range(steps):
        for key, gradient in net.gradient(x, t).items():
            net.params[key] -= 0.3 * gradient
    return net


def hessian(net: TwoLayerNet, x: Array, t: Array, h: float = 1e-4) -> Array:
    """By second differences of the loss alone, entry by entry: no gradient is used."""
    arrays = list(net.params.values())
    places = [(array, index) for array in arrays for index in np.ndindex(array.shape)]

    def loss(*moves: tuple[int, float]) -> float:
        for place, step in moves:
            array, index = places[place]
            array[index] += step
        value = float(net.loss(x, t))
        for place, step in moves:
            array, index = places[place]
            array[index] -= step
        return value

    def second(i: int, j: int) -> float:
        corners = [(a, b, loss((i, a * h), (j, b * h))) for a in (-1, 1) for b in (-1, 1)]
        return sum(a * b * value for a, b, value in corners) / (4 * h * h)

    n = len(places)
    return np.array([[second(i, j) for j in range(n)] for i in range(n)])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("std", "steps"), [(0.5, 0), (1.0, 0), (0.5, 300)])
def test_against_the_whole_hessian(std: float, steps: int, activation: str) -> None:
    net, (x, t) = network(std, activation, steps), samples()
    largest = np.linalg.eigvalsh(hessian(net, x, t))[-1]
    found = curvature(net, x, t)
    assert found.converged
    assert found.largest == pytest.approx(largest, rel=0.01)
    assert found.limit == pytest.approx(2 / largest, rel=0.01)


def test_at_a_saddle_the_largest_is_not_taken_for_its_negative_twin() -> None:
    net, (x, t) = network(0.01, "sigmoid"), samples()
    for key in ("W1", "W2"):
        net.params[key] *= 0.1
    full = np.linalg.eigvalsh(hessian(net, x, t))
    assert curvature(net, x, t).largest == pytest.approx(full[-1], rel=0.01)


@pytest.mark.parametrize("std", [0.01, 0.05])
def test_small_relu_weights_have_a_twin_as_large(std: float) -> None:
    net, (x, t) = network(std), samples()
    multiply = hessian_product(net, x, t)
    size = sum(array.size for array in net.params.values())
    whole = np.stack([multiply(axis) for axis in np.eye(size)])
    np.testing.assert_allclose(whole, whole.T, atol=1e-6)
    values = np.linalg.eigvalsh((whole + whole.T) / 2)
    assert values[0] < -0.5 * values[-1]
    assert curvature(net, x, t).largest == pytest.approx(values[-1], rel=0.02)


def test_softmax_alone_where_every_unit_is_dead() -> None:
    net, (x, _) = network(0.5), samples()
    net.params["b1"] -= 1e3
    net.params["b2"] = np.zeros(3)
    t = np.arange(12) % 3
    assert curvature(net, x, t).largest == pytest.approx(1 / 3, rel=1e-3)  # of diag(p) - p pᵀ


def test_descent_on_a_bowl_climbs_just_above_the_limit() -> None:
    net, (x, _) = network(0.5), samples()
    net.params["b1"] -= 1e3
    t = np.arange(12) % 3
    limit = curvature(net, x, t).limit
    for share, grows in ((0.9, False), (1.1, True)):
        net.params["b2"] = np.array([0.01, -0.01, 0.0])
        before = np.ptp(net.params["b2"])
        for _ in range(20):
            net.params["b2"] -= share * limit * net.gradient(x, t)["b2"]
        assert (np.ptp(net.params["b2"]) > before) == grows


def test_the_network_is_left_as_it_was() -> None:
    net, (x, t) = network(0.5), samples()
    before = {key: array.copy() for key, array in net.params.items()}
    curvature(net, x, t)
    for key, array in net.params.items():
        np.testing.assert_array_equal(array, before[key])


def test_without_a_bowl_there_is_no_limit() -> None:
    assert Curvature(-0.5, 10, converged=True).limit == math.inf
    assert Curvature(0.0, 10, converged=True).limit == math.inf
