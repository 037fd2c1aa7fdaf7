"""Any number of runs, advanced together: what is recorded, and what may be changed on the way."""

import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from bp.data import load_dataset
from bp.nn import ACTIVATIONS
from bp.training import CHOICES, ConfigError, TrainConfig, Trainer
from bp.training.recording.record import Record
from bp.training.stack import Stack
from bp.training.trainer import runs_by_stack
from tests.nn.samples import untouched
from tests.training.examples import BLOBS, assert_close, assert_same, blobs, config, trained

RATES = (0.001, 0.1, 1)


def runs(**changes: Any) -> list[TrainConfig]:
    return [config(learning_rate=rate, **changes) for rate in RATES]


# What is recorded


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


# Where it ends


def test_finished_and_not_a_step_further() -> None:
    trainer = Trainer(BLOBS, runs())
    assert (trainer.iteration, trainer.iterations, trainer.finished) == (0, 60, False)
    trainer.advance(59)
    assert not trainer.finished
    trainer.advance(1_000)
    assert (trainer.iteration, trainer.finished) == (60, True)
    evaluations = trainer.histories[0].evaluations
    with untouched(*trainer.networks[0].params.values()):
        trainer.advance(1)
        trainer.advance_for(1)
    assert trainer.iteration == 60
    assert trainer.histories[0].evaluations.equals(evaluations)


@pytest.mark.parametrize("iterations", [0, -1])
def test_advancing_by_nothing(iterations: int) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(iterations)
    assert trainer.iteration == 0
    assert trainer.histories[0].last is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_advance_for_does_one_iteration_at_least(seconds: float) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance_for(seconds)
    assert trainer.iteration == 1


def test_advance_for_keeps_the_time() -> None:
    trainer, started = Trainer(BLOBS, runs(iterations=1_000_000)), time.perf_counter()
    trainer.advance_for(0.1)
    assert time.perf_counter() - started >= 0.1
    assert not trainer.finished  # that would take a minute


@pytest.mark.parametrize("done", [20, 60])
def test_an_end_moved_is_the_longer_run(done: int) -> None:
    moved = Trainer(BLOBS, [*runs(), config(hidden_size=3)])
    moved.advance(done)
    moved.set_iterations(100)
    assert (moved.iteration, moved.iterations, moved.finished) == (done, 100, False)
    moved.advance(1_000)
    whole = trained(*runs(iterations=100), config(hidden_size=3, iterations=100))
    for ours, theirs in zip(moved.histories, whole.histories, strict=True):
        assert ours.config == theirs.config
        np.testing.assert_array_equal(ours.loss, theirs.loss)
        old_end = {60} if done == 60 else set()  # what was evaluated there stays
        at = ours.evaluations["iteration"]
        assert set(at) == {*theirs.evaluations["iteration"], *old_end}
        assert at.is_unique
        assert at.is_monotonic_increasing


@pytest.mark.parametrize("iterations", [0, -1, 19, 20, 2_000_000, 30.5, np.nan])
def test_an_end_that_cannot_be(iterations: Any) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(20)
    with pytest.raises(ConfigError, match="iterations is "):
        trainer.set_iterations(iterations)
    assert trainer.iterations == 60
    trainer.advance(60)
    assert_same(trainer.histories[1], trained(*runs()).histories[1])


# The learning rate of a run may be moved


def test_a_new_rate_counts_from_the_next_iteration_on_for_one_run() -> None:
    untouched_runs = trained(*runs()).histories
    trainer = Trainer(BLOBS, runs())
    trainer.advance(20)
    with untouched(*trainer.networks[1].params.values()):
        trainer.set_learning_rate(1, 0.5)
    trainer.advance(40)

    _, changed, _ = trainer.histories
    assert changed.rates == [(0, 0.1), (20, 0.5)]
    assert changed.learning_rate == 0.5
    assert changed.config == config(learning_rate=0.1)
    before = untouched_runs[1].loss
    np.testing.assert_array_equal(changed.loss[:21], before[:21])  # 20: before its update
    assert (changed.loss[21:] != before[21:]).any()
    assert changed.loss[21] != before[21]
    for run in (0, 2):
        assert_same(trainer.histories[run], untouched_runs[run])


@pytest.mark.parametrize("run", [0, 1, 2])
def test_a_new_rate_finds_its_run_among_groups(run: int) -> None:
    configs = [config(), config(hidden_size=4), config(learning_rate=0.2)]
    trainer = Trainer(BLOBS, configs)
    trainer.set_learning_rate(run, 0.7)
    trainer.advance(60)
    expected = trained(*(replace(one, learning_rate=0.7) if one is configs[run] else one
                         for one in configs))  # fmt: skip
    for ours, theirs in zip(trainer.histories, expected.histories, strict=True):
        np.testing.assert_array_equal(ours.loss, theirs.loss)
        assert ours.rates == theirs.rates


@pytest.mark.parametrize("value", [0, -1, np.nan, np.inf, 1e9, "0.1", None, True])
def test_a_bad_rate_changes_nothing(value: Any) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(20)
    with pytest.raises(ConfigError, match=r"learning rate is .* from 1e-8 to 1,000"):
        trainer.set_learning_rate(1, value)
    trainer.advance(40)
    assert_same(trainer.histories[1], trained(*runs()).histories[1])


# A Trainer is a value


def test_the_networks_are_copies_of_what_they_are_now() -> None:
    trainer = Trainer(BLOBS, [config(), config(hidden_size=4), config(learning_rate=0.2)])
    before = trainer.networks
    with untouched(*(array for network in before for array in network.params.values())):
        trainer.advance(5)
    for one, other in zip(before, trainer.networks, strict=True):
        assert (one.params["W1"] != other.params["W1"]).any()
        one.params["W1"][:] = 0
    trainer.advance(55)
    assert_close(trainer.histories[0], trained(config()).histories[0])  # it was one of two


def test_a_pickled_trainer_goes_on_identically() -> None:
    configs = [*runs(), config(activation="sigmoid", targets="one-hot", scaling="standard")]
    trainer = Trainer(BLOBS, configs)
    trainer.advance(25)
    trainer.set_learning_rate(0, 0.3)
    again: Trainer = pickle.loads(pickle.dumps(trainer))
    for one in (trainer, again):
        one.advance(35)
    for ours, theirs in zip(again.histories, trainer.histories, strict=True):
        assert_same(ours, theirs)
    assert again.networks[0].predict(np.ones((1, 12))).tolist() == (
        trainer.networks[0].predict(np.ones((1, 12))).tolist()
    )


def test_a_pickled_trainer_is_on_its_own() -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(5)
    again: Trainer = pickle.loads(pickle.dumps(trainer))
    with untouched(*trainer.networks[0].params.values()):
        again.advance(5)
    assert (trainer.iteration, again.iteration) == (5, 10)


def test_a_pickle_holds_no_named_data() -> None:
    digits = load_dataset("digits")
    trainer = Trainer(digits, [TrainConfig("digits", iterations=100)])
    trainer.advance(50)
    pickled = pickle.dumps(trainer)
    assert len(pickled) < 30_000 < digits.x_train.nbytes  # 3,610 weights of 4 bytes, draws, records
    again: Trainer = pickle.loads(pickled)
    assert again.dataset is digits
    for one in (trainer, again):
        one.advance(50)
    assert_same(again.histories[0], trainer.histories[0])


# What does not go together


def test_the_data_must_be_what_the_configs_name() -> None:
    with pytest.raises(ConfigError, match=r"'digits'.*'blobs'"):
        Trainer(BLOBS, [config(), config(dataset="digits")])


def test_one_number_of_iterations() -> None:
    with pytest.raises(ConfigError, match=r"50 in one run and 60 in another"):
        Trainer(BLOBS, [config(iterations=60), config(iterations=50)])


def test_nothing_to_train() -> None:
    with pytest.raises(ConfigError, match="at least one"):
        Trainer(BLOBS, [])


def test_a_tiny_training_set() -> None:
    history = trained(config(batch_size=100), dataset=blobs(train=1, test=1)).histories[0]
    assert history.evaluations["iteration"].tolist() == list(range(61))


def test_stacks_side_by_side_in_threads() -> None:
    configs = [config(learning_rate=rate) for rate in (0.01, 0.02, 0.05, 0.1, 0.2)] + [
        config(seed=1)
    ]
    trainer = Trainer(BLOBS, configs)
    assert len(trainer.parts) == 3
    with ThreadPoolExecutor(2) as threads:
        trainer.advance(25, threads)
        trainer.advance(60, threads)
    for ours, theirs in zip(trainer.histories, trained(*configs).histories, strict=True):
        assert_same(ours, theirs)


@pytest.mark.parametrize(
    ("runs", "stacks"),
    [(1, [1]), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3]), (16, [4] * 4)],
)
def test_a_stack_is_not_too_large(runs: int, stacks: list[int]) -> None:
    assert [len(part) for part in runs_by_stack([config()] * runs)] == stacks


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(2)], ids=["alone", "threads"])
def test_one_blas_thread_while_it_trains(
    executor: ThreadPoolExecutor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blas_threads() -> set[int]:
        return {info["num_threads"] for info in threadpool_info() if "numpy" in info["filepath"]}

    seen: set[int] = set()
    step = Stack.step

    def watched(stack: Stack, record: Record) -> None:
        seen.update(blas_threads())
        step(stack, record)

    monkeypatch.setattr(Stack, "step", watched)
    with threadpool_limits(2):
        Trainer(BLOBS, runs()).advance(2, executor)
        assert blas_threads() == {2}
    assert seen == {1}
