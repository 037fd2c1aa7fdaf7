"""A record of one run, filled by hand."""

from dataclasses import asdict, fields

import numpy as np
import pytest

from bp.training import Evaluation, History, Probe
from tests.training.examples import config


def history() -> History:
    return History(config(iterations=5), train_size=300, class_shares=(0.2, 0.3, 0.1, 0.4))


def evaluation(iteration: int, test_accuracy: float) -> Evaluation:
    return Evaluation(iteration, iteration / 2, 0.9, test_accuracy, 0.1, 0.2, 3)


def test_an_empty_record() -> None:
    empty = history()
    assert (empty.iteration, empty.last, empty.best_test_accuracy) == (0, None, 0)
    assert empty.loss.shape == (0,)
    assert list(empty.evaluations) == [field.name for field in fields(Evaluation)]
    assert list(empty.probes) == [field.name for field in fields(Probe)]
    assert len(empty.evaluations) == len(empty.probes) == 0


def test_losses_come_one_an_iteration() -> None:
    ours = history()
    for loss in (2.5, np.inf, np.nan):
        ours.record_losses([loss])
    np.testing.assert_array_equal(ours.loss, [2.5, np.inf, np.nan])
    assert ours.loss.dtype == np.float32
    assert ours.iteration == 3


def test_the_last_and_the_best_evaluation() -> None:
    ours = history()
    rows = [evaluation(0, 0.1), evaluation(2, 0.8), evaluation(4, 0.7)]
    for seconds, row in enumerate(rows):
        ours.record_evaluation(row, seconds)
    assert ours.last == rows[-1]
    assert ours.best_test_accuracy == 0.8
    assert ours.evaluations.to_dict("records") == [asdict(row) for row in rows]
    assert ours.seconds == [0, 1, 2]


def test_probes_in_a_table() -> None:
    ours, probe = history(), Probe(3, 2.3, 50, 0.001, 1, 2, 3, 4)
    ours.record_probe(probe)
    assert ours.probes.to_dict("records") == [asdict(probe)]


def test_rates_say_from_which_iteration_on() -> None:
    ours = history()
    ours.record_rate(0.2)  # before the first iteration: what it begins with
    assert ours.rates == [(0, 0.2)]
    assert ours.config.learning_rate == 0.2
    ours.record_losses([2.3])
    ours.record_rate(0.3)
    ours.record_rate(0.4)  # changed again before it was used
    assert ours.rates == [(0, 0.2), (1, 0.4)]
    assert ours.learning_rate == 0.4
    assert ours.config.learning_rate == 0.2


def test_what_a_diagnosis_needs_is_at_hand() -> None:
    assert (history().train_size, history().num_classes) == (300, 4)
    assert history().majority_share == 0.4


@pytest.mark.parametrize("lost", [np.nan, np.inf, -np.inf])
def test_the_first_loss_that_is_not_finite(lost: float) -> None:
    ours = history()
    assert ours.first_lost is None
    ours.record_losses([0.7, 0.6, lost, 0.5])
    assert ours.first_lost == 2


def test_the_rate_of_each_update() -> None:
    """The first three updates with the config's, the next with 0.5."""
    run = history()
    first = run.learning_rate
    run.record_losses(np.zeros(3, np.float32))
    run.record_rate(0.5)
    assert [run.rate_at(iteration) for iteration in range(5)] == [first] * 4 + [0.5]
