"""What happened in a run, in the order in which it happened: only what was measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from bp.diagnosis.guessing import guessing, loss_of_guessing
from bp.diagnosis.vanished_gradient import vanished_since
from bp.diagnosis.wording import loss, percent, rate, units, update
from bp.nn import ACTIVATIONS
from bp.training import History

JUMP = 1.5  # times the first loss: a wider spread than any batch of a healthy start showed
LEFT = 0.9  # of the loss of guessing: below it, learning has begun
MILESTONES = (0.5, 0.9, 0.95)  # test accuracies


@dataclass(frozen=True)
class Event:
    """Something that was measured at an iteration."""

    iteration: int
    sentence: str


def chain_of_events(history: History) -> tuple[Event, ...]:
    """The events of a run so far, by iteration; none before the first."""
    events = [event for find in FINDERS for event in find(history)]
    return tuple(sorted(events, key=lambda event: event.iteration))


def first_update(history: History) -> Iterator[Event]:
    """How large the first step was."""
    for probe in history.probe_records[:1]:
        yield Event(probe.iteration, f"The update is {update(probe.update_ratio)}.")


def loss_jumps(history: History) -> Iterator[Event]:
    """The highest loss, where it stands out."""
    seen = history.loss[np.isfinite(history.loss)]
    if len(seen) and seen.max() > JUMP * seen[0]:
        highest = float(seen.max())
        place = int((history.loss == seen.max()).argmax())
        yield Event(place, f"The loss has jumped from {loss(float(seen[0]))} to {loss(highest)}.")


def loss_leaves_the_numbers(history: History) -> Iterator[Event]:
    """The first loss that is infinite or not a number."""
    if history.first_lost is not None:
        yield Event(history.first_lost, "The loss is no longer a finite number.")


def units_die(history: History) -> Iterator[Event]:
    """When the first unit, half of them and the last one were found to pass no gradient."""
    probes = [probe for probe in history.probe_records if np.isfinite(probe.loss)]
    total = history.config.hidden_size
    reported = probes[0].dead_units if probes else 0
    for wanted in (reported + 1, -(-total // 2), total):
        found = next((p for p in probes if p.dead_units >= wanted > reported), None)
        if found:
            reported = found.dead_units
            yield Event(
                found.iteration, f"{units(reported, total)} hidden units are {_dead(history)}."
            )


def gradient_vanishes(history: History) -> Iterator[Event]:
    """From where on, at every probe to the last, nothing but b2 has had a gradient."""
    since = vanished_since(history.probe_records)
    if since is not None:
        yield Event(
            since,
            "From here on, whenever it was measured, W1, b1 and W2 have a gradient of exactly 0: "
            "only b2 still learns.",
        )


def learning_begins(history: History) -> Iterator[Event]:
    """The first evaluation at which the training loss is below that of guessing."""
    reference = loss_of_guessing(history)
    for row in history.evaluation_records:
        if row.train_loss < LEFT * reference:
            yield Event(
                row.iteration,
                f"The training loss is {loss(row.train_loss)}, below that of guessing "
                f"({guessing(history)}).",
            )
            return


def milestones(history: History) -> Iterator[Event]:
    """The first evaluations that passed 50, 90 and 95 % of test accuracy."""
    for wanted in MILESTONES:
        rows = history.evaluation_records
        row = next((row for row in rows if row.test_accuracy >= wanted), None)
        if row:
            reached = percent(row.test_accuracy)
            yield Event(
                row.iteration, f"The test accuracy is {reached}, past {100 * wanted:.0f} %."
            )


def rate_changes(history: History) -> Iterator[Event]:
    """Where the user moved the learning rate."""
    for (_, before), (iteration, after) in zip(history.rates, history.rates[1:], strict=False):
        yield Event(iteration, f"The learning rate goes from {rate(before)} to {rate(after)}.")


def latest(history: History) -> Iterator[Event]:
    """Where the run stands."""
    row = history.last
    if row and row.iteration:
        yield Event(
            row.iteration,
            f"The test accuracy is {percent(row.test_accuracy)}, the training loss "
            f"{loss(row.train_loss)}, and {units(row.dead_units, history.config.hidden_size)} "
            f"hidden units are {_dead(history)}.",
        )


def _dead(history: History) -> str:
    """The word for a unit that passes no gradient."""
    return ACTIVATIONS[history.config.activation].dead_word or "dead"


FINDERS: tuple[Callable[[History], Iterator[Event]], ...] = (
    first_update,
    loss_jumps,
    loss_leaves_the_numbers,
    units_die,
    gradient_vanishes,
    rate_changes,
    learning_begins,
    milestones,
    latest,
)
