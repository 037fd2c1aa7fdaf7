"""Every optimizer in the trainer, with and without weight decay: its state is part of the value."""

import pickle
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bp.data import load_dataset
from bp.training import OPTIMIZERS, TrainConfig, Trainer
from bp.training.start import generators, initial_network
from tests.nn.samples import Array
from tests.training.examples import BLOBS, assert_same, config, trained

DIGITS = load_dataset("digits")
every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)
with_and_without = pytest.mark.parametrize("weight_decay", [0, 0.01])
RATES = {"sgd": 0.1, "momentum": 0.03, "adagrad": 0.01, "adam": 0.003}


def of(optimizer: str, weight_decay: float, **changes: Any) -> TrainConfig:
    rate = RATES.get(optimizer, 0.01)
    return config(optimizer=optimizer, weight_decay=weight_decay, learning_rate=rate, **changes)


def length(arrays: dict[str, Array]) -> float:
    """Of W1 and W2 together."""
    return float(np.sqrt((arrays["W1"] ** 2).sum() + (arrays["W2"] ** 2).sum()))


def plain(config: TrainConfig) -> tuple[list[float], dict[str, Array], list[float]]:
    """The book's loop in float64 on whole images: losses, parameters, update-to-weight ratios."""
    network, batches = initial_network(DIGITS, config), generators(config)[1]
    params = {key: array.astype(float) for key, array in network.params.items()}
    optimizers = {key: OPTIMIZERS[config.optimizer].make() for key in params}
    losses, ratios = [], []
    for _ in range(config.iterations):
        chosen = batches.integers(len(DIGITS.x_train), size=config.batch_size)
        network = network.with_params(**params)
        grads = network.gradient(DIGITS.x_train[chosen] / 16, DIGITS.t_train[chosen])
        losses.append(float(network.last_layer.loss))
        before = {key: array.copy() for key, array in params.items()}
        for key in params:
            if key in ("W1", "W2"):
                grads[key] = grads[key] + config.weight_decay * params[key]
            optimizers[key].update(params[key], grads[key], np.array(config.learning_rate))
        moved = {key: params[key] - before[key] for key in params}
        ratios.append(length(moved) / length(before))
    return losses, params, ratios


@every_optimizer
@with_and_without
def test_it_is_the_books_loop_on_whole_images(optimizer: str, weight_decay: float) -> None:
    config = TrainConfig(
        "digits", learning_rate=RATES.get(optimizer, 0.01), iterations=30, hidden_size=20,
        weight_init_std=0.1, optimizer=optimizer, weight_decay=weight_decay,
    )  # fmt: skip
    trainer = trained(config, dataset=DIGITS)
    losses, params, ratios = plain(config)
    np.testing.assert_allclose(trainer.histories[0].loss, losses, rtol=1e-4)
    for key, array in trainer.networks[0].params.items():
        np.testing.assert_allclose(array, params[key], rtol=1e-2, atol=1e-4)
    for probe in trainer.histories[0].probe_records:
        assert probe.update_ratio == pytest.approx(ratios[probe.iteration], rel=1e-3)


@every_optimizer
@with_and_without
def test_in_slices_and_pickled_to_the_last_bit(optimizer: str, weight_decay: float) -> None:
    configs = [of(optimizer, weight_decay), replace(of(optimizer, weight_decay), learning_rate=0.2)]
    sliced = Trainer(BLOBS, configs)
    while not sliced.finished:
        sliced.advance(7)
        sliced = pickle.loads(pickle.dumps(sliced))
    for ours, theirs in zip(sliced.histories, trained(*configs).histories, strict=True):
        assert_same(ours, theirs)


@every_optimizer
@with_and_without
def test_stacked_or_alone(optimizer: str, weight_decay: float) -> None:
    base = of(optimizer, weight_decay)
    configs = [replace(base, learning_rate=base.learning_rate * factor) for factor in (1, 0.3, 0.1)]
    together = trained(*configs)
    assert len(together.parts) == 1
    for ours, one in zip(together.histories, configs, strict=True):
        np.testing.assert_allclose(ours.loss, trained(one).histories[0].loss, rtol=1e-3)


@every_optimizer
def test_an_end_that_is_moved(optimizer: str) -> None:
    moved = Trainer(BLOBS, [of(optimizer, 0)])
    moved.advance(60)
    moved.set_iterations(100)
    moved.advance(40)
    whole = trained(of(optimizer, 0, iterations=100))
    np.testing.assert_array_equal(moved.histories[0].loss, whole.histories[0].loss)


def test_decays_of_their_own_side_by_side() -> None:
    configs = [of("sgd", decay) for decay in (0.001, 0.1)]
    together = trained(*configs)
    assert len(together.parts) == 1
    for ours, one in zip(together.histories, configs, strict=True):
        np.testing.assert_allclose(ours.loss, trained(one).histories[0].loss, rtol=1e-4)


def test_no_decay_is_a_stack_of_its_own() -> None:
    trainer = Trainer(BLOBS, [of("sgd", 0), of("sgd", 0.1), of("adam", 0)])
    assert len(trainer.parts) == 3


def test_a_decay_shrinks_the_weights_of_constant_zero_pixels() -> None:
    decayed = TrainConfig("digits", iterations=3, learning_rate=0.5, weight_decay=0.1)
    constant = np.setdiff1d(np.arange(DIGITS.features), DIGITS.varying_pixels.columns)
    start = initial_network(DIGITS, decayed).params["W1"][constant]
    now = trained(decayed, dataset=DIGITS).networks[0].params["W1"][constant]
    np.testing.assert_allclose(now, start * (1 - 0.5 * 0.1) ** 3, rtol=1e-5)


def test_the_loss_and_the_gradients_that_are_recorded_are_without_the_penalty() -> None:
    plain_run, decayed = (trained(of("sgd", decay)).histories[0] for decay in (0, 0.5))
    assert decayed.loss[0] == pytest.approx(plain_run.loss[0], rel=1e-5)
    for key in ("gradient_W1", "gradient_W2"):
        assert getattr(decayed.probe_records[0], key) == pytest.approx(
            getattr(plain_run.probe_records[0], key), rel=1e-4
        )


def test_what_an_optimizer_remembers_is_counted() -> None:
    sizes = [trained(of(name, 0)).parts[0].nbytes for name in ("sgd", "momentum", "adam")]
    assert sizes == [sizes[0], 2 * sizes[0], 3 * sizes[0]]
