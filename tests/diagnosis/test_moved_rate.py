"""A learning rate that is moved in mid-run: the past is judged by the rate that was in use then."""

from functools import cache

import pytest

from bp.diagnosis import chain_of_events, diagnose, outcome
from bp.diagnosis.facts import Facts
from bp.training import History, TrainConfig
from tests.diagnosis.made import made
from tests.diagnosis.runs import begun, trained
from tests.diagnosis.runs import moved as moved_run

HEALTHY = TrainConfig(dataset="digits", hidden_size=20, batch_size=50, iterations=800)


@cache
def moved(before: float, after: float, further: int) -> History:
    """400 iterations at one rate, and so many at another."""
    trainer = begun(TrainConfig(**vars(HEALTHY) | {"learning_rate": before}), 400)
    trainer.set_learning_rate(0, after)
    trainer.advance(further)
    return trainer.histories[0]


def test_a_rate_that_was_not_trained_with_is_not_blamed() -> None:
    found = diagnose(moved(1e-4, 0.1, 0))
    assert found.verdict == "not_started"
    assert "The learning rate of 1e-4 is too small" in found.why


def test_a_rate_is_not_blamed_for_what_it_had_no_time_to_do() -> None:
    found = diagnose(moved(1e-4, 0.1, 20))
    assert found.verdict == "too_early"
    assert found.headline.startswith("20 iterations with the learning rate of 0.1 are too few")


def test_the_rate_that_killed_is_named_and_replaced() -> None:
    run = moved(0.3, 10, 300)
    found = diagnose(run)
    assert found.verdict in {"dead", "diverged"}
    assert "The learning rate was moved to 10 at iteration 400, which is too large" in found.why
    for cure in found.cures:
        assert cure.instead_of.learning_rate == 10
        assert cure.config.learning_rate < 10


def test_a_jump_is_told_from_where_the_loss_stood_before_the_move() -> None:
    run = moved(0.3, 10, 300)
    before = run.loss[300:400].astype(float).mean()
    (jump,) = [e.sentence for e in chain_of_events(run) if "The loss of a batch is" in e.sentence]
    assert f"after {before:.3f} (the 100 batches before the learning rate was moved, mean)" in jump


def test_the_loss_is_of_batches_at_the_rate_in_use() -> None:
    run = moved(0.3, 10, 4)
    assert f"the loss is {run.loss[-4:].mean():,.3f}"[:20] in diagnose(run).headline or (
        f"{run.loss[-4:].mean():,.1f}" in diagnose(run).headline
    )


def test_the_first_update_is_never_told_at_a_rate_that_it_did_not_have() -> None:
    run = moved(0.3, 10, 300)
    evidence = dict(diagnose(run).evidence)
    assert evidence["Learning rate at first"] == "0.3"
    assert (
        evidence["First update"] == f"{100 * run.probes.update_ratio[0]:.1f}\u00a0% of the weights"
    )


DIGITS = TrainConfig(dataset="digits", learning_rate=0.01, iterations=2_300)


@pytest.mark.parametrize(("rate", "count"), [(3, 5), (5, 3), (2, 10), (10, 2)])
def test_a_rate_of_a_few_iterations_is_blamed_and_not_the_one_after_it(
    rate: float, count: int
) -> None:
    found = diagnose(moved_run(DIGITS, (2_000, rate), (2_000 + count, 0.011)))
    assert f"The learning rate was moved to {rate} at iteration 2,000, which" in found.why
    assert {cure.instead_of.learning_rate for cure in found.cures} == {rate}
    assert found.cure
    assert 0.1 <= found.cure.learning_rate < rate


def test_saturated_units_and_a_leap_of_the_loss_are_blamed_on_the_rate_of_then() -> None:
    config = TrainConfig(
        dataset="digits", activation="sigmoid", learning_rate=0.5, iterations=2_300
    )
    found = diagnose(moved_run(config, (2_000, 30), (2_010, 0.51)))
    assert "The learning rate was moved to 30 at iteration 2,000" in found.why
    assert "times since iteration 2,000" in found.why


def test_units_that_died_at_a_rate_are_not_blamed_on_a_tiny_one() -> None:
    found = diagnose(moved_run(TrainConfig(iterations=3_000), (2_000, 1), (2_003, 1e-6)))
    assert "The learning rate was moved to 1 at iteration 2,000" in found.why
    assert found.cure
    assert found.cure.learning_rate == 0.3


def test_a_rate_that_came_after_the_numbers_were_lost_is_not_blamed() -> None:
    config = TrainConfig(scaling="standard", learning_rate=5, iterations=60)
    run = moved_run(config, (27, 6))
    assert run.first_lost == 25
    found = diagnose(run)
    assert "with a learning rate of 5" in found.headline
    assert "6" not in found.why.replace("W2", "")
    assert {cure.instead_of.learning_rate for cure in found.cures} == {5}


@pytest.mark.long
def test_the_rate_that_was_lowered_at_last_is_not_what_a_cure_is_trained_with() -> None:
    """0.1, moved to 0.001 at half-time: at 0.001 the loss is 2.296 where it was lowest."""
    run = moved_run(TrainConfig(), (5_000, 0.001))
    lowest = int(run.evaluations.iteration.iloc[int(run.evaluations.test_loss.to_numpy().argmin())])
    assert lowest < 5_000
    (cure,) = diagnose(run).cures
    assert (cure.config.learning_rate, cure.config.iterations) == (0.1, lowest)
    assert cure.instead_of.learning_rate == 0.001
    assert cure.reason.endswith(f"until then {lowest:,} iterations had a learning rate of 0.1.")
    assert outcome(run, trained(cure.config)).word == "works"


@pytest.mark.parametrize("held", [True, False])
def test_a_cure_has_the_rate_that_brought_the_run_furthest(held: bool) -> None:
    """Lowest at iteration 300, of which 200 were trained with 0.1 and 100 with 1e-4."""
    end = 0.9 if held else 0.85
    run = made(
        test_accuracy=(0.1, 0.7, 0.85, *[0.9] * 5, *[end] * 3),
        test_loss=(2.3, 0.9, 0.5, 0.4, 0.42, 0.45, 0.48, 0.5, 0.52, 0.54, 0.56),
        train_loss=(2.3, 0.8, 0.4, 0.2, 0.1, 0.06, 0.04, 0.03, 0.02, 0.01, 0.01),
    )
    run.rates = [(0, 0.1), (200, 1e-4), (400, 1e-5)]
    (cure,) = diagnose(run).cures
    assert (cure.config.learning_rate, cure.config.iterations) == (0.1, 300)
    assert cure.reason == (
        "There the test loss was lowest: until then 200 iterations had a learning rate of 0.1."
    )


def test_the_largest_rate_of_a_span_is_found_though_others_touch_it() -> None:
    run = made(test_accuracy=[0.1] * 5, test_loss=[2.3] * 5, train_loss=[2.3] * 5)
    run.rates = [(0, 0.1), (100, 5), (103, 0.2), (300, 7)]
    facts = Facts(run)
    assert facts.largest_stretch(50, 200) == (100, 103, 5)
    assert facts.largest_stretch(103, 300) == (103, 300, 0.2)
    assert facts.main_rate(90) == 0.1
    assert facts.iterations_at(0.2, 150) == 47


def test_a_rate_that_was_moved_and_moved_back_was_not_moved() -> None:
    run = moved_run(TrainConfig(dataset="digits", iterations=40))
    trainer = begun(run.config, 20)
    for rate in (0.5, run.config.learning_rate):
        trainer.set_learning_rate(0, rate)
    trainer.advance(20)
    back = trainer.histories[0]
    assert back.loss.tolist() == run.loss.tolist()
    assert back.used_rates == run.used_rates == [(0, 0.1)]
    assert not Facts(back).rate_was_moved
