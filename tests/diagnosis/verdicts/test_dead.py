from bp.diagnosis import cures, diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, LONG, begun, trained


def test_dead_from_the_start_is_blamed_on_the_initial_weights() -> None:
    found = diagnose(trained(TrainConfig(**DIGITS, weight_init_std=0, iterations=300)))
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


def test_death_is_seen_within_a_hundred_iterations() -> None:
    assert diagnose(begun(LONG, 100).histories[0]).verdict == "dead"
