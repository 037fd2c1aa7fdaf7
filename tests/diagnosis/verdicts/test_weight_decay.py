"""A weight decay that holds the loss high, beside the same run without it."""

from dataclasses import replace
from typing import Any

import pytest

from bp.diagnosis import diagnose, outcome
from bp.training import TrainConfig
from tests.diagnosis.runs import trained

DECAYED: list[dict[str, Any]] = [
    {"activation": "tanh", "weight_decay": 0.3},
    {"activation": "sigmoid", "weight_decay": 1},
    {"activation": "relu", "weight_decay": 0.1},
    {"activation": "relu", "weight_decay": 0.2},
    {"activation": "relu", "weight_decay": 1},
    {"activation": "relu", "weight_decay": 1, "optimizer": "adam", "learning_rate": 0.001},
]


def decayed(settings: dict[str, Any]) -> TrainConfig:
    usual: dict[str, Any] = {"dataset": "digits", "iterations": 2_000}
    return TrainConfig(**usual | settings)


@pytest.mark.parametrize("settings", DECAYED)
def test_the_decay_is_blamed_and_the_cure_is_none(settings: dict[str, Any]) -> None:
    config = decayed(settings)
    found = diagnose(trained(config))
    assert (found.verdict, found.nearly) == ("weight_decay", None)
    assert found.headline.endswith(f"The weight decay is {config.weight_decay:g}.")
    assert found.cure == replace(config, weight_decay=0.0)
    healed = trained(found.cure)
    assert outcome(trained(config), healed).word == "works"
    assert healed.evaluation_records[-1].test_accuracy > 0.9


def test_every_cure_of_a_rate_that_is_small_as_well_is_told_so() -> None:
    config = decayed({"learning_rate": 0.01, "weight_decay": 0.3})
    found = diagnose(trained(config))
    assert found.verdict == "weight_decay"
    assert found.why.endswith("The learning rate of 0.01 is small as well.")
    both, without = (cure.config for cure in found.cures)
    assert (both.weight_decay, without) == (0, replace(config, weight_decay=0.0))
    assert diagnose(trained(both)).verdict == "learning"


@pytest.mark.parametrize("decay", [1e-4, 0.001, 0.01])
def test_a_decay_that_does_no_harm_is_not_blamed(decay: float) -> None:
    assert diagnose(trained(decayed({"weight_decay": decay}))).verdict == "learning"


def test_a_decay_is_not_blamed_for_units_that_large_steps_killed() -> None:
    config = decayed({"scaling": "raw", "learning_rate": 0.5, "weight_decay": 0.01})
    assert diagnose(trained(replace(config, iterations=300))).verdict == "dead"


def test_a_decay_is_not_blamed_for_steps_that_are_too_small() -> None:
    config = decayed({"learning_rate": 1e-4, "weight_decay": 0.01, "iterations": 600})
    found = diagnose(trained(config))
    assert (found.verdict, found.nearly) == ("not_started", None)
