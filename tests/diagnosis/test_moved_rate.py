"""A learning rate that is moved in mid-run: the past is judged by the rate that was in use then."""

from functools import cache

from bp.diagnosis import chain_of_events, diagnose
from bp.training import History, TrainConfig
from tests.diagnosis.runs import begun

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
    assert "The learning rate was moved to 10" in found.why
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
