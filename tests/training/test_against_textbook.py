"""The training loop of the textbook, written out in float64, draws the same curve."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bp.data import Dataset, load_dataset
from bp.nn import ACTIVATIONS
from bp.training import CHOICES, TrainConfig, Trainer
from tests.nn.plain_activations import PLAIN
from tests.nn.samples import Array

ITERATIONS = 100


def pixels(data: Dataset, scaling: str) -> Array:
    x = data.x_train.astype(float)
    if scaling == "standard":
        deviation = x.std(axis=0)
        return (x - x.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    return x / data.pixel_max if scaling == "unit" else x


def textbook_losses(data: Dataset, config: TrainConfig, rate: Callable[[int], float]) -> list[Any]:
    """Losses before the update, of plain formulas: one network, one sum, one step at a time."""
    weights, batches = np.random.default_rng(config.seed).spawn(2)
    W1 = config.weight_init_std * weights.standard_normal((data.features, config.hidden_size))
    W2 = config.weight_init_std * weights.standard_normal((config.hidden_size, 10))
    b1, b2 = np.zeros(config.hidden_size), np.zeros(10)
    x_train, losses = pixels(data, config.scaling), []
    for iteration in range(ITERATIONS):
        chosen = batches.integers(len(x_train), size=config.batch_size)
        x, t = x_train[chosen], np.eye(10)[data.t_train[chosen]]
        a = x @ W1 + b1
        output, slope = PLAIN[config.activation]
        z = output(a)
        scores = z @ W2 + b2
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        y = odds / odds.sum(axis=1, keepdims=True)
        losses.append(-np.log(y[t == 1]).mean())

        dscores = (y - t) / len(x)
        da = dscores @ W2.T * slope(a)
        W2 -= rate(iteration) * z.T @ dscores
        b2 -= rate(iteration) * dscores.sum(axis=0)
        W1 -= rate(iteration) * x.T @ da
        b1 -= rate(iteration) * da.sum(axis=0)
    return losses


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("targets", CHOICES["targets"])
@pytest.mark.parametrize(("scaling", "rate"), [("raw", 0.01), ("unit", 0.1), ("standard", 0.1)])
def test_the_first_hundred_losses(scaling: str, rate: float, targets: str, activation: str) -> None:
    config = TrainConfig(
        "digits", scaling, targets, learning_rate=rate, iterations=ITERATIONS,
        activation=activation, batch_size=50, hidden_size=20, weight_init_std=0.1, seed=3,
    )  # fmt: skip
    data = load_dataset("digits")
    trainer = Trainer(data, [config])
    trainer.advance(ITERATIONS)
    expected = textbook_losses(data, config, lambda _: rate)
    np.testing.assert_allclose(trainer.histories[0].loss, expected, rtol=1e-4)


def test_with_the_defaults_on_real_digits() -> None:
    config = TrainConfig(iterations=ITERATIONS)
    data = load_dataset("mnist-5k")
    trainer = Trainer(data, [config])
    trainer.advance(ITERATIONS)
    expected = textbook_losses(data, config, lambda _: 0.1)
    np.testing.assert_allclose(trainer.histories[0].loss, expected, rtol=1e-4)


def test_with_a_rate_that_is_moved_on_the_way() -> None:
    config = TrainConfig("digits", iterations=ITERATIONS, weight_init_std=0.1)
    data = load_dataset("digits")
    trainer = Trainer(data, [TrainConfig("digits", iterations=ITERATIONS, seed=1), config])
    trainer.advance(30)
    trainer.set_learning_rate(1, 0.5)
    trainer.advance(ITERATIONS)
    expected = textbook_losses(data, config, lambda iteration: 0.1 if iteration < 30 else 0.5)
    np.testing.assert_allclose(trainer.histories[1].loss, expected, rtol=1e-4)
