"""Two flat lines at ln C, with opposite cures."""

import math

import numpy as np
import pytest

from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, trained

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
    assert "start again" in dead.headline
    assert "0 of 50 hidden units are dead" in asleep.headline
    assert "too small" in asleep.why


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
