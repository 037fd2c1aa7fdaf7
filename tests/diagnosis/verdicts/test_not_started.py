from dataclasses import replace

import pytest

from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, begun, trained


def test_a_sigmoid_network_learns_or_has_not_started_like_any_other() -> None:
    sigmoid = {**DIGITS, "activation": "sigmoid", "iterations": 400}
    assert diagnose(trained(TrainConfig(**sigmoid, learning_rate=1))).verdict == "learning"
    asleep = diagnose(trained(TrainConfig(**sigmoid, learning_rate=0.01)))
    assert asleep.verdict == "not_started"
    assert asleep.cure
    assert diagnose(trained(asleep.cure)).verdict != "not_started"


def test_a_raised_rate_is_judged_at_the_new_rate() -> None:
    asleep = TrainConfig(dataset="digits", hidden_size=10, learning_rate=1e-4, iterations=1_000)
    trainer = begun(asleep, 300)
    assert diagnose(trainer.histories[0]).verdict == "not_started"
    trainer.set_learning_rate(0, 0.3)
    trainer.advance(700)
    assert diagnose(trainer.histories[0]).verdict == "learning"


@pytest.mark.parametrize("activation", ["tanh", "identity"])
def test_weights_of_0_are_blamed_and_not_the_steps(activation: str) -> None:
    zero = TrainConfig(**DIGITS, activation=activation, weight_init_std=0, iterations=400)
    found = diagnose(trained(zero))
    assert found.verdict == "not_started"
    assert found.why.startswith("All initial weights are 0, so every hidden unit is at 0")
    assert "the network can learn" not in found.headline
    assert found.cure
    assert found.cure == replace(zero, weight_init_std=0.01)


def test_a_rate_of_a_healthy_size_is_not_called_too_small() -> None:
    short = TrainConfig(**DIGITS | {"batch_size": 1}, learning_rate=0.1, iterations=210)
    found = diagnose(trained(short))
    assert found.verdict == "not_started"
    assert "is not too small" in found.why
