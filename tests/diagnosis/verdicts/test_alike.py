"""Initial weights of 0 with sigmoid units, which are at 0.5 then: all get the same gradient."""

from dataclasses import replace

import numpy as np
import pytest

from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, begun, trained

ZERO = TrainConfig(**DIGITS, activation="sigmoid", weight_init_std=0, iterations=600)


@pytest.mark.parametrize(("optimizer", "rate"), [("sgd", 0.5), ("adam", 0.01)])
def test_they_are_called_alike_and_neither_unstable_nor_at_0(optimizer: str, rate: float) -> None:
    config = replace(ZERO, optimizer=optimizer, learning_rate=rate)
    found = diagnose(trained(config))
    assert (found.verdict, found.nearly) == ("alike", None)
    assert "unit is at 0" not in f"{found.why} {[cure.reason for cure in found.cures]}"
    assert found.cure == replace(config, weight_init_std=0.01)
    assert diagnose(trained(found.cure)).verdict == "learning"


def apart(iterations: int) -> float:
    """By which share of the largest weight of W2 the units differ."""
    (network,) = begun(replace(ZERO, learning_rate=0.5), iterations).networks
    W2 = network.params["W2"]
    return float(np.ptp(W2, axis=0).max() / np.abs(W2).max())


def test_they_are_alike_until_rounding_drives_them_apart() -> None:
    """How soon depends on the processor: by one rounding in ten million at first."""
    assert apart(10) < 1e-5
    assert 10 * apart(10) < apart(600)


def test_a_single_unit_is_like_no_other() -> None:
    found = diagnose(trained(replace(ZERO, hidden_size=1, learning_rate=0.5)))
    assert found.verdict != "alike"
    assert "unit is at 0" not in found.why
