from bp.diagnosis import chain_of_events, diagnose, outcome
from bp.training import TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, trained


def test_two_units_are_blamed_and_not_the_learning_rate() -> None:
    found = diagnose(trained(ILLS["too_small"]))
    assert found.headline.startswith("2 hidden units for 10 classes: the loss is ")
    assert found.cure
    assert found.cure.hidden_size == 50
    assert found.cure.learning_rate == ILLS["too_small"].learning_rate


def test_one_unit_that_has_stopped_learning_is_not_told_to_try_another_seed() -> None:
    found = diagnose(trained(TrainConfig(hidden_size=1, iterations=2_000)))
    assert (found.verdict, len(found.cures)) == ("too_small", 1)


def test_with_tiny_steps_two_units_have_not_started() -> None:
    config = TrainConfig(**DIGITS | {"hidden_size": 2}, learning_rate=1e-4, iterations=400)
    assert diagnose(trained(config)).verdict == "not_started"


def test_one_unit_on_batches_of_one_is_too_small_and_nothing_it_says_disagrees() -> None:
    """At a gradient of 0 by the chance of one image, the unit is on for others."""
    run = trained(TrainConfig(hidden_size=1, batch_size=1, iterations=3_000))
    assert diagnose(run).verdict == "too_small"
    looked = [probe.dead_units for probe in run.probe_records]
    gone = [event for event in chain_of_events(run) if "only b2 still learns" in event.sentence]
    assert all(dead == 1 for event in gone for dead in looked[-1:])


def test_a_few_units_that_still_learn_are_offered_larger_steps_and_more_time() -> None:
    """4 units of digits are at 0.68 after 1,000 iterations; at a rate of 0.5 they read 90 %."""
    config = TrainConfig("digits", hidden_size=4, learning_rate=0.1, iterations=1_000)
    run = trained(config)
    found = diagnose(run)
    assert found.verdict == "too_small"
    assert "any learning rate" not in found.why
    more, larger, longer = (cure.config for cure in found.cures)
    assert more.hidden_size == 50
    assert larger.learning_rate > 0.1
    assert longer.iterations == 3_000
    for cure in (larger, longer):
        assert outcome(run, trained(cure)).word in {"works", "helps"}
