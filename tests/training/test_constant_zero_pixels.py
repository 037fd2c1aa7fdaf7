"""Training without the pixels that are 0 in every image is training on whole images."""

import numpy as np
import pytest

from bp.data import load_dataset
from bp.training import TrainConfig, Trainer
from bp.training.start import generators, initial_network

DIGITS = load_dataset("digits")
CONFIG = TrainConfig("digits", iterations=50)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    trainer = Trainer(DIGITS, [CONFIG])
    trainer.advance(50)
    return trainer


def test_it_is_plain_descent_on_whole_images(trainer: Trainer) -> None:
    network, batches = initial_network(DIGITS, CONFIG), generators(CONFIG)[1]
    for loss in trainer.histories[0].loss:
        chosen = batches.integers(len(DIGITS.x_train), size=CONFIG.batch_size)
        x = DIGITS.x_train[chosen].astype(np.float32) / np.float32(DIGITS.pixel_max)
        gradient = network.gradient(x, DIGITS.t_train[chosen])
        assert network.last_layer.loss == pytest.approx(loss, rel=1e-4)
        for key in network.params:
            network.params[key] -= CONFIG.learning_rate * gradient[key]
    for key, array in trainer.networks[0].params.items():
        np.testing.assert_allclose(array, network.params[key], rtol=1e-3, atol=1e-5)


def test_weights_of_constant_zero_pixels_stay_as_they_began(trainer: Trainer) -> None:
    constant = np.setdiff1d(np.arange(DIGITS.features), DIGITS.varying_pixels.columns)
    assert len(constant) == 3
    now, start = trainer.networks[0].params["W1"], initial_network(DIGITS, CONFIG).params["W1"]
    np.testing.assert_array_equal(now[constant], start[constant])


def test_the_update_is_measured_against_all_weights(trainer: Trainer) -> None:
    probe, start = trainer.histories[0].probe_records[0], initial_network(DIGITS, CONFIG)
    weights = np.hypot(np.linalg.norm(start.params["W1"]), np.linalg.norm(start.params["W2"]))
    gradients = np.hypot(probe.gradient_W1, probe.gradient_W2)
    expected = CONFIG.learning_rate * gradients / weights
    assert probe.update_ratio == pytest.approx(expected, rel=1e-4)
