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


def test_they_really_are_alike() -> None:
    (network,) = begun(replace(ZERO, learning_rate=0.5), 600).networks
    assert np.ptp(network.params["W1"], axis=1).max() < 1e-6
    assert np.ptp(network.params["W2"], axis=0).max() < 1e-6
    assert np.abs(network.params["W2"]).max() > 0.1
