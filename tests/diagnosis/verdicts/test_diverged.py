import math

import numpy as np
import pytest

from bp.diagnosis import chain_of_events, diagnose
from bp.training import History, TrainConfig
from tests.diagnosis.runs import ILLS, trained


def test_a_diverged_run_really_holds_no_numbers() -> None:
    run = trained(ILLS["diverged"])
    assert not np.isfinite(run.loss).all()
    assert "stopped being a finite number" in diagnose(run).headline


@pytest.mark.parametrize("lost", [math.nan, math.inf])
def test_one_loss_beyond_numbers_is_enough(lost: float) -> None:
    run = History(TrainConfig(iterations=3), train_size=10, class_shares=(0.5, 0.5))
    for loss in (0.7, lost, 0.6):
        run.record_losses([loss])
    assert diagnose(run).verdict == "diverged"
    assert [e.iteration for e in chain_of_events(run) if "finite" in e.sentence] == [1]
