"""A run trained beside others is the run trained alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from bp.data import load_dataset
from bp.nn import ACTIVATIONS
from bp.training import CHOICES, TrainConfig, Trainer
from tests.nn.samples import Array
from tests.training.examples import BLOBS, assert_close, assert_same, config, trained

VARIED: dict[str, Sequence[Any]] = {
    "learning_rate": [0.001, 0.01, 0.1, 0.5, 1],
    "weight_init_std": [0.01, 0.1, 0.3],
    "hidden_size": [1, 8, 20],
    "batch_size": [1, 16, 400],
    "seed": [0, 1, 2],
    "scaling": CHOICES["scaling"],
    "targets": CHOICES["targets"],
    "activation": CHOICES["activation"],
    "weight_decay": [0, 0.001, 0.1],
}


def weights(trainer: Trainer, run: int) -> Array:
    return np.concatenate([array.ravel() for array in trainer.networks[run].params.values()])


def assert_together_is_alone(configs: list[TrainConfig], data: Any = BLOBS) -> None:
    together = trained(*configs, dataset=data)
    assert [history.config for history in together.histories] == configs
    for run, one in enumerate(configs):
        alone = trained(one, dataset=data)
        assert_close(together.histories[run], alone.histories[0])
        np.testing.assert_allclose(weights(together, run), weights(alone, 0), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("field", VARIED)
def test_any_one_choice(field: str) -> None:
    assert_together_is_alone([config(iterations=200, **{field: value}) for value in VARIED[field]])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_learning_rates_on_real_digits(activation: str) -> None:
    rates = (0.001, 0.01, 0.1, 0.3)
    assert_together_is_alone(
        [TrainConfig("digits", learning_rate=rate, iterations=200, activation=activation)
         for rate in rates],
        load_dataset("digits"),
    )  # fmt: skip


def test_everything_at_once_in_the_order_of_the_configs() -> None:
    configs = [config(**{field: value}) for field, values in VARIED.items() for value in values]
    shuffled = [configs[i] for i in np.random.default_rng(0).permutation(len(configs))]
    assert_together_is_alone(shuffled)
    for one, network in zip(shuffled, Trainer(BLOBS, shuffled).networks, strict=True):
        assert network.params["b1"].shape == (one.hidden_size,)
        assert network.activation == one.activation


def test_the_order_of_a_group_does_not_matter() -> None:
    configs = [config(learning_rate=rate) for rate in (0.01, 0.1, 1)]
    forward, backward = trained(*configs), trained(*reversed(configs))
    for ours, theirs in zip(forward.histories, reversed(backward.histories), strict=True):
        assert_close(ours, theirs)


def test_groups_do_not_touch_each_other() -> None:
    one, other = config(), config(hidden_size=4)
    together = trained(one, other)
    assert_same(together.histories[0], trained(one).histories[0])
    assert_same(together.histories[1], trained(other).histories[0])


def test_the_same_config_twice_is_two_runs() -> None:
    trainer = Trainer(BLOBS, [config(), config()])
    trainer.set_learning_rate(1, 0.5)
    trainer.advance(10)
    first, second = trainer.histories
    assert first is not second
    assert not np.array_equal(first.loss, second.loss)


def test_runs_of_one_seed_start_alike_and_see_the_same_batches() -> None:
    narrow, wide = (config(hidden_size=size, weight_init_std=0) for size in (3, 30))
    first, second = trained(narrow, wide).histories  # without weights, only b2 learns
    np.testing.assert_allclose(first.loss, second.loss, rtol=1e-6)
    one, other = Trainer(BLOBS, [config(), config(learning_rate=1)]).networks
    np.testing.assert_array_equal(one.params["W1"], other.params["W1"])
