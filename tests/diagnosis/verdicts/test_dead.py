from copy import copy

import numpy as np
import pytest

from bp.diagnosis import chain_of_events, diagnose, outcome
from bp.training import TrainConfig
from tests.diagnosis.made import made
from tests.diagnosis.runs import DIGITS, ILLS, LONG, begun, cures, trained


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


def test_pixels_are_the_cause_even_where_the_rate_is_small() -> None:
    config = TrainConfig(scaling="raw", learning_rate=0.01, seed=1, iterations=300)
    scaled, smaller = diagnose(trained(config)).cures
    assert (scaled.config.scaling, scaled.config.learning_rate) == ("unit", 0.3)
    assert "The pixels are the cause: from 0 to 1 instead of 0 to 255" in scaled.reason
    assert smaller.config.scaling == "raw"
    assert smaller.config.learning_rate < 0.01


def test_a_scaling_that_changes_nothing_is_no_cure() -> None:
    run = copy(trained(ILLS["dead"]))
    run.pixel_max = 1
    assert {cure.scaling for cure in cures(run)} == {"raw"}


def test_while_it_trains_waiting_is_called_unlikely_to_help() -> None:
    headline = diagnose(begun(LONG, 100).histories[0]).headline
    assert headline.endswith("Waiting is unlikely to help: start again.")


def test_the_moment_of_death_is_the_one_in_the_list_of_events() -> None:
    run = trained(ILLS["dead"])
    (told,) = (e for e in chain_of_events(run) if e.sentence.startswith("50 of 50"))
    probes = run.probes.set_index("iteration").dead_units
    assert told.iteration == probes[probes == 50].index[0]
    assert f"since iteration {told.iteration}" in diagnose(run).headline


def test_death_is_seen_within_a_hundred_iterations() -> None:
    assert diagnose(begun(LONG, 100).histories[0]).verdict == "dead"


def test_a_few_that_live_are_not_said_to_be_beyond_help() -> None:
    """Some such networks came back at a small rate; but none by waiting."""
    high = (2.3, *[2.0] * 10)
    run = made(
        test_accuracy=[0.2] * 11, test_loss=high, train_loss=high, dead_units=(0, *[48] * 10)
    )
    found = diagnose(run)
    assert found.verdict == "dead"
    assert "Too few are left to learn well with" in found.headline
    assert "only a new start" not in found.headline
    assert "2 units are left: too few" in found.why


@pytest.mark.parametrize(
    ("living", "label"), [(1, "Dead"), (4, "Between dead and dying"), (15, "Dying")]
)
def test_what_a_few_units_can_still_do_no_record_tells(living: int, label: str) -> None:
    """Of 20 units on raw digits five were left, and came back at a smaller rate, to 84 %."""
    falls = np.linspace(2.3, 1.7, 11).tolist()  # to 0.74 ln 10
    dead = (0, *[50 - living] * 10)
    run = made(test_accuracy=[0.3] * 11, test_loss=falls, train_loss=falls, dead_units=dead)
    assert diagnose(run).label == label


@pytest.mark.parametrize("dataset", ["digits"])
def test_dead_before_any_step_is_not_blamed_on_the_steps(dataset: str) -> None:
    config = TrainConfig(dataset, hidden_size=1, learning_rate=0.1, iterations=400, seed=1)
    run = trained(config)
    assert run.probe_records[0].dead_units == 1
    found = diagnose(run)
    assert found.verdict == "dead"
    assert "update that was measured" not in found.why
    assert found.headline.startswith("1 of 1 hidden units is off for all of the")
    assert "1 of 1 was so before the first update: the initial weights are the cause" in found.why
    more, other = (cure.config for cure in found.cures)
    assert (more.hidden_size, more.learning_rate) == (50, 0.1)
    assert (other.seed, other.learning_rate) == (2, 0.1)
    assert outcome(run, trained(more)).word in {"works", "helps"}


def test_saturated_units_are_not_said_to_be_below_0() -> None:
    """A sigmoid has a slope there; so far out that nothing comes through, it has none."""
    config = TrainConfig(
        "digits",
        activation="sigmoid",
        scaling="raw",
        hidden_size=1,
        batch_size=20,
        learning_rate=0.01,
        iterations=250,
        seed=1,
        weight_init_std=10,
    )
    found = diagnose(trained(config))
    assert found.verdict == "dead"
    assert "saturated" in found.headline
    assert "elow 0" not in found.why
    assert "Where the curve is flat to all digits, the slope is 0" in found.why
    assert found.cure
    assert (found.cure.scaling, found.cure.weight_init_std) == ("unit", 0.01)
    assert found.cure.hidden_size == 1
