"""Verdicts while a run trains."""

import pickle

import pytest

from bp.diagnosis import chain_of_events, diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, begun

LONG = TrainConfig(scaling="raw", learning_rate=0.1, iterations=10_000)
HEALTHY = TrainConfig(dataset="digits", hidden_size=10, learning_rate=0.3, iterations=2_000)


def test_nothing_is_said_of_a_run_that_has_not_begun() -> None:
    run = begun(LONG, 0).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "0 iterations" in diagnose(run).headline
    assert chain_of_events(run) == ()


def test_one_iteration_is_too_few() -> None:
    run = begun(HEALTHY, 1).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "1 iteration is too few" in diagnose(run).headline


def test_death_is_seen_within_a_hundred_iterations() -> None:
    assert diagnose(begun(LONG, 100).histories[0]).verdict == "dead"


def test_a_healthy_run_is_never_called_ill_on_its_way() -> None:
    trainer, verdicts = begun(HEALTHY, 0), set[str]()
    while trainer.iteration < 1_000:
        trainer.advance(25)
        verdicts.add(diagnose(trainer.histories[0]).verdict)
    assert verdicts == {"too_early", "learning"}


def test_a_slow_run_with_time_enough_ahead_is_not_called_slow() -> None:
    slow = ILLS["too_slow"]
    patient = TrainConfig(**vars(slow) | {"iterations": 5_000})
    assert diagnose(begun(patient, slow.iterations).histories[0]).verdict == "learning"


@pytest.mark.parametrize("iterations", [1, 2, 5, 30, 200])
@pytest.mark.parametrize("verdict", ILLS)
def test_every_moment_can_be_judged(verdict: str, iterations: int) -> None:
    run = begun(ILLS[verdict], min(iterations, 60)).histories[0]
    found = diagnose(run)
    assert found.headline
    assert chain_of_events(run)[0].iteration == 0


def test_a_raised_rate_is_judged_at_the_new_rate() -> None:
    asleep = TrainConfig(dataset="digits", hidden_size=10, learning_rate=1e-4, iterations=1_000)
    trainer = begun(asleep, 300)
    assert diagnose(trainer.histories[0]).verdict == "not_started"
    trainer.set_learning_rate(0, 0.3)
    trainer.advance(700)
    assert diagnose(trainer.histories[0]).verdict == "learning"


def test_a_diagnosis_can_be_pickled() -> None:
    found = diagnose(begun(HEALTHY, 5).histories[0])
    assert pickle.loads(pickle.dumps(found)) == found
