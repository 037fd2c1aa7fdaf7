"""Any number of runs, advanced together: what is recorded, and what may be changed on the way."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from bp.data import load_dataset
from bp.training import ConfigError, TrainConfig, Trainer
from bp.training.recording.record import Record
from bp.training.stack import Stack
from bp.training.stacking import runs_by_stack
from tests.nn.samples import untouched
from tests.training.examples import BLOBS, assert_close, assert_same, blobs, config, trained
from tests.training.trainer.three_runs import runs

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
