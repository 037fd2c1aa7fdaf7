import pytest

from bp.diagnosis import diagnose, outcome
from bp.training import LIMITS, OPTIMIZERS, TrainConfig
from tests.diagnosis.runs import ILLS, cures, trained

CURABLE = [verdict for verdict in ILLS if verdict not in {"learning", "too_early"}]


@pytest.mark.parametrize("verdict", CURABLE)
def test_the_cure_works_when_it_is_run(verdict: str) -> None:
    ill = trained(ILLS[verdict])
    cure = diagnose(ill).cure
    assert cure
    healed = trained(cure)
    assert outcome(ill, healed).word in {"works", "helps"}
    assert healed.evaluation_records[-1].test_accuracy > 0.75


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("rate", [1e-6, 30])
def test_every_optimizer_has_a_cure_of_its_own(optimizer: str, rate: float) -> None:
    ill = TrainConfig("digits", "raw", learning_rate=rate, optimizer=optimizer, iterations=600)
    cure = diagnose(trained(ill)).cure
    assert cure
    assert cure.optimizer == optimizer
    healed = trained(cure)
    assert outcome(trained(ill), healed).word == "works"
    assert healed.evaluation_records[-1].test_accuracy > 0.85


def test_what_learns_needs_no_cure() -> None:
    assert diagnose(trained(ILLS["learning"])).cure is None
    assert cures(trained(ILLS["learning"])) == []


@pytest.mark.parametrize("rate", [LIMITS["learning_rate"].lowest, LIMITS["learning_rate"].highest])
def test_a_cure_stays_within_the_limits(rate: float) -> None:
    run = trained(TrainConfig(dataset="digits", learning_rate=rate, iterations=250))
    for cure in cures(run):
        assert TrainConfig(**vars(cure)) == cure
        assert cure != run.config
