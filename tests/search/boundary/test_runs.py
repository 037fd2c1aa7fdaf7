"""Runs side by side against a plain loop over one network, and against a case worked by hand."""

import numpy as np
import pytest

from bp import TwoLayerNet
from bp.search.boundary import BoundaryConfig, MeanSquaredError, Region
from bp.search.boundary.network import JUDGED
from bp.search.boundary.runs import LOST, measure

REGION = Region(-2, 2, -2, 2)
SHORT = 40  # steps: rounding has not grown to anything by then


def plain_losses(config: BoundaryConfig, rate1: float, rate2: float) -> list[float]:
    """One run in a plain loop."""
    x, t = config.data()
    start = config.network().params
    network = TwoLayerNet(config.width, config.width, 1, activation=config.activation)
    network.last_layer = MeanSquaredError()
    network.params["W1"], network.params["W2"] = start["W1"].copy(), start["W2"].copy()
    losses = []
    for _ in range(config.steps):
        gradient = network.gradient(x, t)
        losses.append(float(network.last_layer.loss))
        network.params["W1"] -= rate1 * gradient["W1"]
        network.params["W2"] -= rate2 * gradient["W2"]
    return losses


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_each_run_is_that_of_a_plain_loop(activation: str) -> None:
    config = BoundaryConfig(REGION, activation, steps=SHORT)
    rates = np.array([(0.01, 0.02), (0.1, 0.3), (1.0, 0.05), (3.0, 90.0), (80.0, 80.0)])
    together = measure(config, *rates.T)
    for measured, pair in zip(together, rates, strict=True):
        with np.errstate(over="ignore", invalid="ignore"):
            losses = np.array(plain_losses(config, *pair))
        multiples = np.fmin(losses / losses[0], LOST)
        if multiples[-JUDGED:].mean() < 1:
            assert measured == pytest.approx(-multiples.sum(), rel=1e-9)
        else:
            assert measured == pytest.approx((1 / multiples).sum(), rel=1e-9)
    assert (together < 0).any()
    assert (together > 0).any()


def test_a_run_alone_is_the_run_among_others() -> None:
    config = BoundaryConfig(REGION, steps=SHORT)
    rate1, rate2 = np.array([0.1, 50.0, 1.0]), np.array([0.2, 50.0, 0.1])
    alone = [measure(config, rate1[[run]], rate2[[run]])[0] for run in range(3)]
    np.testing.assert_allclose(measure(config, rate1, rate2), alone, rtol=1e-9)


def test_rates_of_nearly_zero_leave_the_loss_as_it_is() -> None:
    """Then every loss is the first one, and the mean of the last ones is no smaller."""
    tiny = np.array([1e-300])
    assert measure(BoundaryConfig(REGION, steps=SHORT), tiny, tiny)[0] == pytest.approx(SHORT)


def test_the_mean_squared_error_by_hand() -> None:
    layer = MeanSquaredError()
    assert layer.forward(np.array([[3.0], [1.0]]), np.array([[1.0], [2.0]])) == 2.5  # (4 + 1) / 2
    assert layer.backward().tolist() == [[2.0], [-1.0]]


def test_mean_squared_error_has_the_gradient_of_its_loss() -> None:
    config = BoundaryConfig(REGION)
    network, (x, t) = config.network(), config.data()
    numerical, exact = network.numerical_gradient(x, t), network.gradient(x, t)
    for key in ("W1", "W2"):
        np.testing.assert_allclose(exact[key], numerical[key], rtol=1e-5, atol=1e-9)


def test_the_network_is_that_of_the_paper() -> None:
    """`W2 tanh(sqrt(2 / n) W1 x) / n`, no biases; its rates are ours over the factors' squares."""
    config = BoundaryConfig(REGION)
    x, t = config.data()
    n, params = config.width, config.network().params
    factor1, factor2 = np.sqrt(2 / n), 1 / n
    W1, W2 = params["W1"] / factor1, params["W2"] / factor2
    rate1, rate2 = 0.3, 0.2
    for _ in range(3):
        hidden = np.tanh(factor1 * x @ W1)
        error = 2 * (factor2 * hidden @ W2 - t) / len(x)
        grad2 = factor2 * hidden.T @ error
        grad1 = factor1 * x.T @ (factor2 * error @ W2.T * (1 - hidden**2))
        W1, W2 = W1 - rate1 / factor1**2 * grad1, W2 - rate2 / factor2**2 * grad2
    loss = np.mean((factor2 * np.tanh(factor1 * x @ W1) @ W2 - t) ** 2)
    short = BoundaryConfig(REGION, steps=20)
    assert plain_losses(short, rate1, rate2)[3] == pytest.approx(loss, rel=1e-9)
