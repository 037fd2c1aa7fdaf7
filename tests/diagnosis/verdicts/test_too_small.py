from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, trained


def test_two_units_are_blamed_and_not_the_learning_rate() -> None:
    found = diagnose(trained(ILLS["too_small"]))
    assert found.headline.startswith("2 hidden units for 10 classes: the loss is ")
    assert found.cure
    assert found.cure.hidden_size == 50
    assert found.cure.learning_rate == ILLS["too_small"].learning_rate


def test_with_tiny_steps_two_units_have_not_started() -> None:
    config = TrainConfig(**DIGITS | {"hidden_size": 2}, learning_rate=1e-4, iterations=400)
    assert diagnose(trained(config)).verdict == "not_started"
