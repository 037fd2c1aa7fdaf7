from dataclasses import replace
from statistics import median
from typing import Any

import pytest

from bp.diagnosis import diagnose
from bp.diagnosis.wording import update
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, begun, moved, trained


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


@pytest.mark.parametrize(
    "settings",
    [
        {"learning_rate": 0.003, "iterations": 1_000},
        {"learning_rate": 0.001, "scaling": "standard", "iterations": 1_000},
        {"dataset": "digits", "learning_rate": 0.01, "iterations": 900},
        {"optimizer": "adam", "learning_rate": 1e-5, "iterations": 400},
    ],
)
def test_a_loss_that_hardly_moved_may_go_with_right_answers(settings: dict[str, Any]) -> None:
    run = trained(TrainConfig(**settings))
    accuracy = run.evaluation_records[-1].test_accuracy
    assert accuracy > 0.2
    found = diagnose(run)
    assert found.verdict == "not_started"
    assert "nothing has been learned" not in found.headline
    assert (
        f"The loss has hardly moved; the test accuracy is {100 * accuracy:.1f}\u00a0%."
        in found.headline
    )


def test_what_the_first_update_would_have_been_is_not_said_where_it_is_not_known() -> None:
    """AdaGrad's update at the new rate was 0.06 % of the weights, where 0.8 % was said."""
    config = TrainConfig(
        "digits", activation="sigmoid", optimizer="adagrad", learning_rate=1e-6, iterations=1_000
    )
    run = moved(config, (300, 1e-4))
    found = diagnose(run)
    assert found.verdict == "not_started"
    lately = median(run.probes.update_ratio.iloc[-5:])
    assert f"the latest updates were {update(lately)} (median of 5 updates)" in found.why
    assert "first update" not in found.why
    with_sgd = diagnose(moved(replace(config, optimizer="sgd"), (300, 1e-4)))
    assert "at this rate the first update would have been" in with_sgd.why


def test_weights_of_0_are_blamed_where_the_loss_wavers() -> None:
    """It was called "between too slow and learning well", at a loss above that of guessing."""
    zero = TrainConfig(
        **DIGITS | {"batch_size": 1}, activation="tanh", weight_init_std=0, learning_rate=1,
        iterations=600,
    )  # fmt: skip
    found = diagnose(trained(zero))
    assert (found.verdict, found.nearly) == ("not_started", None)
    assert "hardly moved" not in found.headline
    assert found.cure == replace(zero, weight_init_std=0.01)


def test_one_unit_is_dead() -> None:
    config = TrainConfig("digits", hidden_size=5, batch_size=1, learning_rate=0.01, iterations=300)
    headline = diagnose(trained(config)).headline
    assert "1 of 5 hidden units is dead, so the network can learn." in headline
