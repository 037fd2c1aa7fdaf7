"""Two flat lines at ln C, with opposite cures."""

import math

import numpy as np
import pytest

from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, begun, trained

FAST = TrainConfig(dataset="digits", hidden_size=10, batch_size=50, iterations=300)


def test_both_runs_are_flat_at_ln_10() -> None:
    for verdict in ("dead", "not_started"):
        assert np.abs(trained(ILLS[verdict]).loss[-100:] - math.log(10)).max() < 0.05


def test_they_get_different_verdicts_and_opposite_cures() -> None:
    dead, asleep = (diagnose(trained(ILLS[verdict])) for verdict in ("dead", "not_started"))
    assert dead.cure
    assert asleep.cure
    assert (dead.cure.scaling, dead.cure.learning_rate) == ("unit", 0.1)
    assert asleep.cure.learning_rate > 10 * ILLS["not_started"].learning_rate
    assert "only a new start helps" in dead.headline
    assert "0 of 50 hidden units are dead" in asleep.headline
    assert "too small" in asleep.headline


@pytest.mark.parametrize("scaling", ["raw", "unit", "standard"])
@pytest.mark.parametrize("seed", [0, 1])
def test_no_rate_confuses_them(scaling: str, seed: int) -> None:
    """Dead units are counted by the trainer, not by the diagnosis."""
    for rate in [1e-5, 1e-4, 3, 10]:
        run = trained(
            TrainConfig(**vars(FAST) | {"scaling": scaling, "seed": seed, "learning_rate": rate})
        )
        off = run.evaluations.dead_units.iloc[-1]
        verdict = diagnose(run).verdict
        assert (verdict == "not_started") == (rate < 1)
        assert verdict != "dead" or off > 5


def test_dead_from_the_start_is_blamed_on_the_initial_weights() -> None:
    found = diagnose(trained(TrainConfig(**vars(FAST) | {"weight_init_std": 0})))
    assert found.verdict == "dead"
    assert found.cure
    assert found.cure.weight_init_std == 0.01


def test_a_lower_rate_after_death_changes_neither_the_verdict_nor_the_cure() -> None:
    trainer = begun(ILLS["dead"], 100)
    trainer.set_learning_rate(0, 0.001)
    trainer.advance(200)
    found = diagnose(trainer.histories[0])
    assert found.verdict == "dead"
    assert found.cure == diagnose(trained(ILLS["dead"])).cure


def test_a_loss_that_rose_is_not_called_not_started() -> None:
    config = TrainConfig(
        scaling="standard",
        hidden_size=5,
        batch_size=10,
        learning_rate=0.3,
        seed=1,
        iterations=1_500,
    )
    assert trained(config).loss[-100:].mean() > 100
    assert diagnose(trained(config)).verdict == "unstable"
