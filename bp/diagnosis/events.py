"""What happened in a run, in the order in which it happened: only what was measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bp.diagnosis.facts import Facts
from bp.diagnosis.verdicts.unstable import JUMP
from bp.diagnosis.wording import PERCENT, hidden_units_are, loss, percent, rate, update
from bp.training import History

LEFT = 0.9  # of the loss of guessing: below it, learning has begun
MILESTONES = (0.5, 0.9, 0.95)  # test accuracies
SINCE = "and never fewer than now since then"


@dataclass(frozen=True)
class Event:
    """Something that was measured at an iteration."""

    iteration: int
    sentence: str


def chain_of_events(history: History) -> tuple[Event, ...]:
    """The events of a run so far, by iteration; none before the first."""
    facts = Facts(history)
    events = [event for find in FINDERS for event in find(facts)]
    return tuple(sorted(events, key=lambda event: event.iteration))


def first_update(facts: Facts) -> Iterator[Event]:
    """How large the first step was."""
    if facts.history.probe_records:
        yield Event(0, f"The update is {update(facts.first_update)}.")


def loss_jumps(facts: Facts) -> Iterator[Event]:
    """The highest loss, where it stands out."""
    highest = facts.highest_loss
    if not highest.known:
        return
    before = facts.loss_before_highest
    if highest > JUMP * before:
        of = f"{before.of}, mean" if before.iteration else before.of
        yield Event(
            highest.iteration,
            f"The loss of a batch is {loss(highest)}, after {loss(before)} ({of}).",
        )


def loss_leaves_the_numbers(facts: Facts) -> Iterator[Event]:
    """The first loss that is infinite or not a number."""
    lost = facts.history.first_lost
    if lost is not None:
        yield Event(lost, "The loss is no longer a finite number.")


def units_die(facts: Facts) -> Iterator[Event]:
    """When one more unit than at the start, half of them and the last were found dead.

    Then, where some came back, that they did, and from when on as many are dead as now.
    """
    size, start = facts.config.hidden_size, int(facts.dead_at_start)
    told: set[int] = set()
    for wanted in (start + 1, -(-size // 2), size):
        found = facts.dead_units_from(max(wanted, start + 1))
        if found is not None and found.iteration not in told:
            told.add(found.iteration)
            yield Event(found.iteration, f"{_dead(found, facts)}.")
    if facts.came_back is not None:
        back = facts.came_back
        yield Event(back.iteration, f"{_dead(back, facts)}: some are on again.")
    if facts.died_at is not None and facts.died_at not in told:
        yield Event(facts.died_at, f"{_dead(facts.dead_units_at(facts.died_at), facts)}, {SINCE}.")


def _dead(count: float, facts: Facts) -> str:
    word = facts.activation.dead_word or "dead"
    return f"{hidden_units_are(count, facts.config.hidden_size)} {word}"


def gradient_vanishes(facts: Facts) -> Iterator[Event]:
    """From where on, at every probe to the last, nothing but b2 has had a gradient."""
    if facts.vanished_since is not None:
        yield Event(
            facts.vanished_since,
            "From here on, whenever it was measured, W1, b1 and W2 have a gradient of exactly 0: "
            "only b2 still learns.",
        )


def learning_begins(facts: Facts) -> Iterator[Event]:
    """The first evaluation at which the training loss is below that of guessing."""
    for row in facts.history.evaluation_records:
        if row.train_loss < LEFT * facts.loss_of_guessing:
            yield Event(
                row.iteration,
                f"The training loss is {loss(row.train_loss)}, below that of guessing "
                f"({facts.reference}).",
            )
            return


def milestones(facts: Facts) -> Iterator[Event]:
    """The first evaluations that passed 50, 90 and 95 % of test accuracy."""
    told = -1
    for wanted in reversed(MILESTONES):
        rows = facts.history.evaluation_records
        row = next((row for row in rows if row.test_accuracy >= wanted), None)
        if row and row.iteration != told:
            told = row.iteration
            reached = percent(row.test_accuracy)
            yield Event(
                row.iteration, f"The test accuracy is {reached}, past {100 * wanted:.0f}{PERCENT}."
            )


def rate_changes(facts: Facts) -> Iterator[Event]:
    """Where the user moved the learning rate, and trained on."""
    changes = facts.used_rates
    for (_, before), (iteration, after) in pairwise(changes):
        yield Event(iteration, f"The learning rate goes from {rate(before)} to {rate(after)}.")


def latest(facts: Facts) -> Iterator[Event]:
    """Where the run stands."""
    if facts.test_accuracy.iteration:
        yield Event(
            facts.test_accuracy.iteration,
            f"The test accuracy is {percent(facts.test_accuracy)}, the training loss "
            f"{loss(facts.train_loss)}.",
        )


FINDERS: tuple[Callable[[Facts], Iterator[Event]], ...] = (
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
