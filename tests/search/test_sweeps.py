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
    for place in (1, 6, 13):
        trainer = Trainer(digits, [CONFIGS[place]])
        trainer.advance(CONFIGS[place].iterations)
        (history,) = trainer.histories
        row = table.loc[place]
        assert history.last is not None
        found = diagnose(history)
        assert (row["verdict"], row["nearly"]) == (found.verdict, found.nearly or "")
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
    while whole.progress[0] < 60:  # the round of the long runs
        whole.advance(60)
    snapshot = whole.snapshot()
    assert set(range(10)) <= set(snapshot.table.index)
    before = len(snapshot.table)
    while not whole.finished:
        whole.advance(60)
    assert len(snapshot.table) == before < 20
    assert len(whole.table) == 20


@pytest.mark.parametrize(("scaling", "why"), [("standard", "diverged"), ("raw", "dead")])
def test_what_is_hopeless_is_left_with_the_verdict_of_its_end(
    digits: Dataset, scaling: str, why: str
) -> None:
    wild = replace(BASE, iterations=200, scaling=scaling, learning_rate=10)
    table = sweep(digits, [wild, replace(wild, learning_rate=1e-6)])
    assert table["stopped"].tolist() == [why, ""]
    assert table["iterations_done"][0] < 200 == table["iterations_done"][1]
    trainer = Trainer(digits, [wild])
    trainer.advance(200)
    history = trainer.histories[0]
    assert history.last is not None
    assert table["verdict"][0] == why == diagnose(history).verdict
    assert table["dead_units"][0] == history.last.dead_units == 8


def test_nothing_to_sweep_over(digits: Dataset) -> None:
    with pytest.raises(ConfigError, match="at least one"):
        sweep(digits, [])
