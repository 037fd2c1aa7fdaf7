"""What a training records of its runs."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from bp.data import load_dataset
from bp.nn import ACTIVATIONS
from bp.training import CHOICES, TrainConfig, Trainer
from tests.training.examples import BLOBS, assert_same, config, trained
from tests.training.trainer.three_runs import runs


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("scaling", CHOICES["scaling"])
def test_same_config_same_curve(scaling: str, activation: str) -> None:
    configs = runs(scaling=scaling, activation=activation)
    for once, again in zip(trained(*configs).histories, trained(*configs).histories, strict=True):
        assert_same(once, again)


@pytest.mark.parametrize("change", [{"seed": 1}, {"weight_init_std": 1}, {"learning_rate": 0.2}])
def test_another_config_another_curve(change: dict[str, Any]) -> None:
    one, other = (trained(config(**changes)).histories[0] for changes in ({}, change))
    assert (one.loss != other.loss).any()


def test_one_loss_an_iteration_before_its_update() -> None:
    trainer = Trainer(BLOBS, runs())
    assert [len(history.loss) for history in trainer.histories] == [0, 0, 0]
    trainer.advance(1)
    first = [history.loss.tolist() for history in trainer.histories]
    assert first[0] == first[1] == first[2]  # same batch, same weights: no update yet
    trainer.advance(11)
    for history in trainer.histories:
        assert history.loss.shape == (12,)
        assert history.loss.dtype == np.float32


def test_the_loss_starts_at_the_logarithm_of_ten() -> None:
    history = Trainer(load_dataset("mnist-5k"), [TrainConfig(iterations=1)])
    history.advance(1)
    assert history.histories[0].loss[0] == pytest.approx(np.log(10), abs=0.01)


@pytest.mark.parametrize(
    ("batch_size", "evaluated"),
    [
        (16, [0, 19, 38, 57, 60]),
        (100, [0, *range(3, 61, 3)]),  # the end is an epoch's end, and still one evaluation
        (1_000, list(range(61))),
        (1, [0, 60]),
    ],
)
def test_evaluated_at_the_start_each_epoch_and_the_end(
    batch_size: int, evaluated: list[int]
) -> None:
    history = trained(config(batch_size=batch_size)).histories[0]
    assert history.evaluations["iteration"].tolist() == evaluated
    assert len(history.seconds) == len(evaluated)
    assert history.seconds == sorted(history.seconds)
    assert history.last is not None
    assert history.last.epoch == 60 * batch_size / 300


def test_an_evaluation_is_of_the_network_as_it_was() -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(19)
    x, t = BLOBS.x_test.astype(np.float32) / 255, BLOBS.t_test
    for network, history in zip(trainer.networks, trainer.histories, strict=True):
        last = history.last
        assert last is not None
        assert last.iteration == 19
        assert last.test_accuracy == network.accuracy(x, t)
        assert last.test_loss == pytest.approx(network.loss(x, t), rel=1e-5)


def test_a_probe_is_of_the_state_before_its_update() -> None:
    trainer = Trainer(BLOBS, [config(learning_rate=0.3)])
    for iteration in range(14):
        before = {key: array.copy() for key, array in trainer.networks[0].params.items()}
        trainer.advance(1)
        probes = trainer.histories[0].probes
        if iteration not in (0, 1, 2, 3, 5, 8, 13):
            assert iteration not in probes["iteration"].tolist()
            continue
        probe = probes.iloc[-1]
        after = trainer.networks[0].params
        moved = {key: np.linalg.norm(before[key] - after[key]) for key in before}
        assert probe["iteration"] == iteration
        assert probe["loss"] == trainer.histories[0].loss[-1]
        for key, distance in moved.items():
            assert probe[f"gradient_{key}"] == pytest.approx(distance / 0.3, rel=1e-3)
        weights = np.hypot(np.linalg.norm(before["W1"]), np.linalg.norm(before["W2"]))
        ratio = np.hypot(moved["W1"], moved["W2"]) / weights
        assert probe["update_ratio"] == pytest.approx(ratio, rel=1e-3)


def test_what_a_history_knows_of_the_data() -> None:
    history = Trainer(BLOBS, [config()]).histories[0]
    shares = pd.Series(BLOBS.t_train).value_counts(normalize=True)
    assert (history.train_size, history.num_classes) == (300, 4)
    assert history.majority_share == shares.max()
    assert history.class_shares == pytest.approx(shares.sort_index().tolist())


def test_it_learns() -> None:
    slow, _, fast = trained(*runs(iterations=300)).histories
    assert fast.best_test_accuracy > 0.95
    assert slow.best_test_accuracy < fast.best_test_accuracy


@pytest.mark.parametrize("targets", CHOICES["targets"])
def test_a_run_that_diverges_is_recorded_to_its_end(targets: str) -> None:
    digits = load_dataset("digits")
    wild = TrainConfig(
        "digits", "standard", targets, learning_rate=1_000, iterations=40, weight_init_std=1
    )
    tame = replace(wild, learning_rate=0.1)
    trainer = trained(wild, tame, dataset=digits)
    history, beside = trainer.histories
    assert not np.isfinite(history.loss).all()
    assert len(history.loss) == 40
    assert np.isnan(history.evaluations["test_loss"].iloc[-1])
    assert np.isfinite(beside.loss).all()
    assert beside.best_test_accuracy > 0.8


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("weight_init_std", [0, 10])
@pytest.mark.parametrize("scaling", CHOICES["scaling"])
@pytest.mark.parametrize("learning_rate", [1e-8, 1_000])
def test_the_ends_of_the_ranges_train_without_a_warning(
    learning_rate: float, scaling: str, weight_init_std: float, activation: str
) -> None:
    ends = config(
        learning_rate=learning_rate,
        scaling=scaling,
        weight_init_std=weight_init_std,
        activation=activation,
        hidden_size=1,
    )
    assert len(trained(ends, replace(ends, batch_size=1_000)).histories[0].loss) == 60


def test_both_target_formats_give_the_same_curve() -> None:
    labels, rows = (trained(*runs(targets=targets)).histories for targets in ("labels", "one-hot"))
    for one, other in zip(labels, rows, strict=True):
        np.testing.assert_array_equal(one.loss, other.loss)
        pd.testing.assert_frame_equal(one.evaluations, other.evaluations, check_exact=True)
        pd.testing.assert_frame_equal(one.probes, other.probes, check_exact=True)
