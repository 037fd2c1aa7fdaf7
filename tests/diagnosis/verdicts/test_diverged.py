import math
from dataclasses import replace

import numpy as np
import pytest

from bp.diagnosis import chain_of_events, diagnose
from bp.training import History, TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, begun, trained


def test_a_diverged_run_really_holds_no_numbers() -> None:
    run = trained(ILLS["diverged"])
    assert not np.isfinite(run.loss).all()
    assert "stopped being a finite number" in diagnose(run).headline


@pytest.mark.parametrize("lost", [math.nan, math.inf])
def test_one_loss_beyond_numbers_is_enough(lost: float) -> None:
    run = History(TrainConfig(iterations=3), train_size=10, class_shares=(0.5, 0.5))
    for loss in (0.7, lost, 0.6):
        run.record_losses([loss])
    assert diagnose(run).verdict == "diverged"
    assert [e.iteration for e in chain_of_events(run) if "finite" in e.sentence] == [1]


def test_the_rate_that_led_there_is_named_and_not_the_one_it_was_moved_to() -> None:
    config = TrainConfig(
        **DIGITS | {"hidden_size": 20}, activation="identity", scaling="raw", learning_rate=1
    )
    trainer = begun(config, 0)
    trainer.advance(first_lost := trained(replace(config, iterations=30)).first_lost or 0)
    trainer.set_learning_rate(0, 0.001)
    trainer.advance(10)
    headline = diagnose(trainer.histories[0]).headline
    assert f"At iteration {first_lost:,}, with a learning rate of 1, the loss" in headline
