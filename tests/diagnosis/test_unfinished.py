"""Verdicts while a run trains."""

import pickle

import pytest

from bp.diagnosis import chain_of_events, diagnose
from tests.diagnosis.runs import HEALTHY, ILLS, begun


@pytest.mark.parametrize("iterations", [1, 2, 5, 30, 200])
@pytest.mark.parametrize("verdict", ILLS)
def test_every_moment_can_be_judged(verdict: str, iterations: int) -> None:
    run = begun(ILLS[verdict], min(iterations, 60)).histories[0]
    found = diagnose(run)
    assert found.headline
    assert chain_of_events(run)[0].iteration == 0


def test_a_diagnosis_can_be_pickled() -> None:
    found = diagnose(begun(HEALTHY, 5).histories[0])
    assert pickle.loads(pickle.dumps(found)) == found
