"""The two experiments of the report on the full MNIST, 10,000 iterations, seed 0.

The bounds leave room for another seed: what one run's luck decides is not tested.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bp.data.mnist import report_split
from bp.data.mnist_file import read_mnist
from bp.training import Evaluation, History, TrainConfig, Trainer

pytestmark = pytest.mark.mnist

RATES = (0.1, 0.05, 0.01, 0.005, 0.001, 0.0001)
DEAD = pytest.mark.parametrize("rate", [0.1, 0.05])


def end(history: History) -> Evaluation:
    assert history.last is not None
    assert history.last.iteration == 10_000
    return history.last


@pytest.fixture(scope="module")
def textbook(real_mnist: Path) -> History:
    """Experiment A."""
    trainer = Trainer(read_mnist(real_mnist), [TrainConfig("mnist", "unit", "one-hot")])
    trainer.advance(10_000)
    return trainer.histories[0]


@pytest.fixture(scope="module")
def failing(real_mnist: Path) -> dict[float, History]:
    """Experiment B, with all its learning rates trained together."""
    configs = [TrainConfig("mnist-report", "raw", learning_rate=rate) for rate in RATES]
    trainer = Trainer(report_split(read_mnist(real_mnist)), configs)
    with ThreadPoolExecutor(2) as threads:
        trainer.advance(10_000, threads)
    return dict(zip(RATES, trainer.histories, strict=True))


def test_the_textbook_run_learns(textbook: History) -> None:
    last = end(textbook)
    assert last.train_accuracy >= 0.975
    assert last.test_accuracy >= 0.965
    assert last.dead_units == 0
    assert textbook.loss[0] == pytest.approx(np.log(10), abs=0.01)


def test_the_textbook_run_epoch_by_epoch(textbook: History) -> None:
    table = textbook.evaluations
    assert table["iteration"].tolist() == [*range(0, 10_000, 600), 10_000]
    start, first = table.iloc[0], table.iloc[1]
    assert 0.04 < start["train_accuracy"] < 0.2
    assert first["train_accuracy"] == pytest.approx(0.905, abs=0.01)
    assert first["test_accuracy"] == pytest.approx(0.907, abs=0.01)
    sixteenth = table[table["epoch"] == 16].iloc[0]
    assert sixteenth["train_accuracy"] == pytest.approx(0.979, abs=0.004)
    assert sixteenth["test_accuracy"] == pytest.approx(0.969, abs=0.005)


@DEAD
def test_a_rate_that_cannot_train_at_all(failing: dict[float, History], rate: float) -> None:
    last = end(failing[rate])
    assert last.train_accuracy < 0.12
    assert last.test_accuracy < 0.12
    assert last.dead_units >= 49
    assert failing[rate].loss[-1_000:].mean() == pytest.approx(np.log(10), abs=0.01)
    assert np.isfinite(failing[rate].loss).all()


@DEAD
def test_it_dies_within_the_first_steps(failing: dict[float, History], rate: float) -> None:
    early = failing[rate].probes.query("iteration <= 13")
    assert early["dead_units"].iloc[0] <= 1
    assert early["dead_units"].iloc[-1] >= 40
    assert failing[rate].loss[:10].max() > 10


@DEAD
def test_then_only_b2_still_learns(failing: dict[float, History], rate: float) -> None:
    late = failing[rate].probes.query("iteration > 1000")
    for key in ("W1", "b1", "W2"):
        assert (late[f"gradient_{key}"] == 0).mean() >= 0.9
    assert (late["gradient_b2"] > 0.01).all()


def test_the_reports_own_rate(failing: dict[float, History]) -> None:
    assert failing[0.001].best_test_accuracy >= 0.965
    assert end(failing[0.001]).train_accuracy >= 0.985
    assert end(failing[0.001]).dead_units <= 5


def test_the_rates_between(failing: dict[float, History]) -> None:
    wounded, bruised, slow = (failing[rate] for rate in (0.01, 0.005, 0.0001))
    assert 0.12 < wounded.best_test_accuracy < 0.85  # a few units left of fifty
    assert 35 <= end(wounded).dead_units <= 49
    assert 0.92 <= bruised.best_test_accuracy <= 0.97
    assert 2 <= end(bruised).dead_units <= 35
    assert 0.93 <= slow.best_test_accuracy <= 0.955
    assert end(slow).dead_units == 0
