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
