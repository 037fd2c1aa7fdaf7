"""What a check says of a run, at the ends of what can be said."""

import math

from bp.lessons.checks import AllDead, Reaches
from bp.training import Evaluation, History, TrainConfig


def ended(*, test_accuracy: float = 0.1, dead_units: int = 0, loss: float = 2.3) -> History:
    """A run of one iteration with 50 hidden units."""
    run = History(TrainConfig(iterations=1), train_size=1_000, class_shares=[0.1] * 10)
    for done in (0, 1):
        record = Evaluation(done, done, test_accuracy, test_accuracy, loss, loss, dead_units)
        run.record_evaluation(record, 1.0)
        if not done:
            run.record_losses([loss])
    return run


def test_a_network_of_no_numbers_is_not_dead() -> None:
    found = AllDead()([ended(dead_units=50, loss=math.nan)])
    assert not found.passed
    assert "units dead" not in found.sentence
    assert "weights that are no numbers any more" in found.sentence


def test_one_unit_lives() -> None:
    found = AllDead()([ended(dead_units=49)])
    assert found.sentence.endswith("49 of 50 hidden units dead. 1 still lives.")
    assert AllDead()([ended(dead_units=50)]).passed


def test_what_is_missing_is_never_nothing() -> None:
    found = Reaches(0.9)([ended(test_accuracy=0.8997)])
    assert not found.passed
    assert "0.03 points are missing to 90\u00a0%." in found.sentence
