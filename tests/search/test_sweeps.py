"""A sweep beside single trainings, in slices, with workers, and asked for nothing."""

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bp.data import Dataset, load_dataset
from bp.diagnosis import diagnose
from bp.search import Sweep, sweep
from bp.search.sweeps import RUNS_A_ROUND, rounds
from bp.training import ConfigError, TrainConfig, Trainer

BASE = TrainConfig(dataset="digits", hidden_size=8, batch_size=20, iterations=60)
CONFIGS = [
    replace(BASE, learning_rate=rate, scaling=scaling, iterations=iterations)
    for iterations in (60, 40)
    for scaling in ("unit", "raw")
    for rate in (0.001, 0.1, 10.0, 0.3, 1.0)
]


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_dataset("digits")


@pytest.fixture(scope="module")
def table(digits: Dataset) -> pd.DataFrame:
    return sweep(digits, CONFIGS)


@pytest.fixture
def two_threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


def test_one_row_a_config_in_the_order_given(table: pd.DataFrame) -> None:
    assert list(table.index) == list(range(len(CONFIGS)))
    for name in ("learning_rate", "scaling", "iterations"):
        assert list(table[name]) == [getattr(config, name) for config in CONFIGS]


def test_each_row_is_that_of_the_run_alone(digits: Dataset, table: pd.DataFrame) -> None:
    for place in (1, 7, 13):
        trainer = Trainer(digits, [CONFIGS[place]])
        trainer.advance(CONFIGS[place].iterations)
        (history,) = trainer.histories
        row = table.loc[place]
        assert history.last is not None
        assert row["verdict"] == diagnose(history).verdict
        assert row["test_accuracy"] == pytest.approx(history.last.test_accuracy, abs=0.01)
        tail = history.loss[-(history.iteration // 10) :]
        assert row["loss"] == pytest.approx(float(np.mean(tail)), rel=1e-3)


def test_with_workers_as_without(
    digits: Dataset, table: pd.DataFrame, two_threads: Executor
) -> None:
    pd.testing.assert_frame_equal(
        sweep(digits, CONFIGS, two_threads).drop(columns="seconds"),
        table.drop(columns="seconds"),
    )


def test_in_slices_as_in_one_go(digits: Dataset, table: pd.DataFrame) -> None:
    whole = Sweep(digits, CONFIGS)
    done = [whole.progress]
    while not whole.finished:
        parts = pickle.loads(pickle.dumps(whole.parts))
        whole.take(parts, whole.advance_parts(parts, 17))
        done.append(whole.progress)
    assert done == sorted(done)
    assert done[-1][0] == done[-1][1]
    pd.testing.assert_frame_equal(
        whole.table.drop(columns="seconds"), table.drop(columns="seconds")
    )


def test_what_is_through_is_there_before_the_end(digits: Dataset) -> None:
    whole = Sweep(digits, CONFIGS)
    assert whole.table.empty
    whole.advance(60)
    snapshot = whole.snapshot()
    assert len(snapshot.table) == 10
    whole.advance(60)
    assert len(snapshot.table) == 10
    assert len(whole.table) == 20


def test_rounds_are_of_one_length_and_not_too_large() -> None:
    configs = [replace(BASE, iterations=1 + place % 2) for place in range(50)]
    found = rounds(configs)
    assert sorted(place for places in found for place in places) == list(range(50))
    for places in found:
        assert len(places) <= RUNS_A_ROUND
        assert len({configs[place].iterations for place in places}) == 1


def test_nothing_to_sweep_over(digits: Dataset) -> None:
    with pytest.raises(ConfigError, match="at least one"):
        sweep(digits, [])
