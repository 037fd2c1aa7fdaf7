"""Where the first weights come from: a generator, or NumPy's global one."""

# ruff: noqa: NPY002 - public scripts seed and draw from NumPy's global generator

import numpy as np
import pytest

from bp.nn import TwoLayerNet


def test_a_seed_before_repeats_to_the_last_digit() -> None:
    np.random.seed(0)
    network = TwoLayerNet(4, 10, 3, 0.1)
    np.random.seed(0)
    np.testing.assert_array_equal(network.params["W1"], 0.1 * np.random.randn(4, 10))
    np.testing.assert_array_equal(network.params["W2"], 0.1 * np.random.randn(10, 3))


def test_the_toy_network_of_cs231n() -> None:
    """Assignment 1, two_layer_net: seeds 0 and 1, a penalty of 0.05 times the squared weights."""
    np.random.seed(0)
    network = TwoLayerNet(4, 10, 3, 1e-1)
    np.random.seed(1)
    X, y = 10 * np.random.randn(5, 4), np.array([0, 1, 2, 2, 1])
    penalty = 0.05 * sum((network.params[key] ** 2).sum() for key in ("W1", "W2"))
    assert network.loss(X, y) + penalty == pytest.approx(1.30378789133, abs=1e-11)
    scores = [
        [-0.81233741, -1.27654624, -0.70335995],
        [-0.17129677, -1.18803311, -0.47310444],
        [-0.51590475, -1.01354314, -0.8504215],
        [-0.15419291, -0.48629638, -0.52901952],
        [-0.00618733, -0.12435261, -0.15226949],
    ]
    np.testing.assert_allclose(network.predict(X), scores, atol=5e-9)


def test_with_a_generator_the_global_one_is_left_alone() -> None:
    np.random.seed(0)
    TwoLayerNet(4, 10, 3, rng=np.random.default_rng(0))
    drawn = np.random.randn()
    np.random.seed(0)
    assert drawn == np.random.randn()
