import pytest

from bp.diagnosis import cures, diagnose
from bp.training import LIMITS, TrainConfig
from tests.diagnosis.runs import ILLS, trained, unlucky

CURABLE = [verdict for verdict in ILLS if verdict not in {"learning", "too_early"}]


@pytest.mark.parametrize("verdict", CURABLE)
def test_the_cure_works_when_it_is_run(verdict: str) -> None:
    ill = trained(ILLS[verdict])
    cure = diagnose(ill).cure
    assert cure
    healed = trained(cure)
    assert diagnose(healed).verdict in {"learning", "overfitting"}
    if verdict != "overfitting":
        assert healed.evaluation_records[-1].test_accuracy > 0.85


def test_stopping_early_spares_the_test_loss() -> None:
    ill = trained(ILLS["overfitting"])
    cure = diagnose(ill).cure
    assert cure
    assert trained(cure).evaluations.test_loss.iloc[-1] < ill.evaluations.test_loss.iloc[-1]


def test_raw_pixels_have_two_ways_out_and_both_work() -> None:
    scaled, slower = cures(trained(ILLS["dead"]))
    assert (scaled.scaling, scaled.learning_rate) == ("unit", 0.1)
    assert slower.scaling == "raw"
    assert slower.learning_rate < 0.005  # the largest at which REPORT.md saw raw pixels learn
    for cure in (scaled, slower):
        assert diagnose(trained(cure)).verdict == "learning"


def test_a_raw_rate_too_small_for_scaled_pixels_is_lowered_instead() -> None:
    config = TrainConfig(scaling="raw", learning_rate=0.01, seed=1, iterations=300)
    cure = diagnose(trained(config)).cure
    assert cure
    assert cure.scaling == "raw"
    assert cure.learning_rate < 0.01


def test_too_many_units_lost_by_chance_gets_a_safer_rate_and_another_seed() -> None:
    failed = unlucky()[0]
    safer, other = cures(failed, unlucky())
    assert safer.learning_rate < failed.config.learning_rate
    assert other.seed == failed.config.seed + 1


def test_what_learns_needs_no_cure() -> None:
    assert diagnose(trained(ILLS["learning"])).cure is None
    assert cures(trained(ILLS["learning"])) == []


@pytest.mark.parametrize("rate", [LIMITS["learning_rate"].lowest, LIMITS["learning_rate"].highest])
def test_a_cure_stays_within_the_limits(rate: float) -> None:
    run = trained(TrainConfig(dataset="digits", learning_rate=rate, iterations=250))
    for cure in cures(run):
        assert TrainConfig(**vars(cure)) == cure
        assert cure != run.config


def test_a_run_that_only_lacks_time_gets_time() -> None:
    config = TrainConfig(dataset="digits", learning_rate=0.3, hidden_size=10, iterations=250)
    slow = TrainConfig(**vars(config) | {"learning_rate": 0.05})
    assert all(cure.dataset == "digits" for cure in cures(trained(slow)))
    assert any(cure.iterations > slow.iterations for cure in cures(trained(slow)))
