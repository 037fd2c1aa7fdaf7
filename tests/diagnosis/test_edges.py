"""Records of an unusual kind."""

import math

import numpy as np
import pytest

from bp.diagnosis import chain_of_events, diagnose
from bp.diagnosis.guessing import loss_of_guessing
from bp.training import History, TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, trained


def test_a_diverged_run_really_holds_no_numbers() -> None:
    run = trained(ILLS["diverged"])
    assert not np.isfinite(run.loss).all()
    assert "stopped being a number" in diagnose(run).headline


@pytest.mark.parametrize("lost", [math.nan, math.inf])
def test_one_loss_beyond_numbers_is_enough(lost: float) -> None:
    run = History(TrainConfig(iterations=3), train_size=10, num_classes=2, majority_share=0.5)
    for loss in (0.7, lost, 0.6):
        run.record_losses([loss])
    assert diagnose(run).verdict == "diverged"
    assert [e.iteration for e in chain_of_events(run) if "finite" in e.sentence] == [1]


def test_a_sigmoid_network_learns_or_has_not_started_like_any_other() -> None:
    sigmoid = {**DIGITS, "activation": "sigmoid", "iterations": 400}
    assert diagnose(trained(TrainConfig(**sigmoid, learning_rate=1))).verdict == "learning"
    asleep = diagnose(trained(TrainConfig(**sigmoid, learning_rate=0.01)))
    assert asleep.verdict == "not_started"
    assert asleep.cure
    assert diagnose(trained(asleep.cure)).verdict != "not_started"


def test_saturated_sigmoids_are_not_called_dying() -> None:
    for rate in (1, 10):
        run = trained(
            TrainConfig(scaling="raw", activation="sigmoid", learning_rate=rate, iterations=300)
        )
        assert diagnose(run).verdict not in {"dying", "learning"}


def test_guessing_costs_the_entropy_of_the_labels() -> None:
    assert loss_of_guessing(0.1, 10) == pytest.approx(math.log(10))
    assert loss_of_guessing(0.9, 2) == pytest.approx(-0.9 * math.log(0.9) - 0.1 * math.log(0.1))
    assert loss_of_guessing(1, 1) == 0
