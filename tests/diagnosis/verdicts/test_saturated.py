"""Flat units: W1 learns no more from them, but W2 does, since they differ from image to image."""

import pytest

from bp.diagnosis import diagnose, outcome
from bp.training import TrainConfig
from tests.diagnosis.runs import trained

FLAT = TrainConfig(
    scaling="raw",
    activation="tanh",
    weight_init_std=10,
    hidden_size=6,
    optimizer="adam",
    learning_rate=0.01,
    seed=3,
    iterations=3_000,
)


def test_all_units_flat_are_not_dead_for_the_last_layer_learns() -> None:
    run = trained(FLAT)
    assert run.evaluation_records[-1].dead_units == 6
    assert run.probe_records[-1].gradient_W2 > 0.1
    found = diagnose(run)
    assert found.verdict == "saturated"
    assert "only W2 and b2 do" in found.why
    assert "biases" not in found.why
    assert "with the others" not in found.headline


def test_units_that_began_flat_are_not_said_to_be_pushed_there() -> None:
    found = diagnose(trained(FLAT))
    assert found.why.startswith("5 of 6 were so before the first update")
    assert "pushed" not in found.why
    assert found.cure
    assert (found.cure.scaling, found.cure.weight_init_std) == ("unit", 0.01)
    assert outcome(trained(FLAT), trained(found.cure)).word in {"works", "helps"}


@pytest.mark.parametrize("hidden_size", [1, 3, 5])
def test_one_rate_or_another_does_not_make_flat_units_dead(hidden_size: int) -> None:
    config = TrainConfig(
        scaling="raw",
        activation="tanh",
        weight_init_std=10,
        hidden_size=hidden_size,
        iterations=1_000,
        seed=hidden_size % 2 if hidden_size > 1 else 0,
    )
    assert diagnose(trained(config)).verdict != "dead"
