"""Checking all that is said of many runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.diagnosis.facts.raw import Raw
from benchmarks.diagnosis.facts.reading import wrong_claims
from bp.diagnosis import chain_of_events, diagnose
from bp.training import History


@dataclass
class Checked:
    """How much was checked, and what was wrong."""

    runs: int = 0
    sentences: int = 0
    numbers: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, history: History) -> None:
        """Check everything that is said of a run."""
        raw = Raw(history)
        self.runs += 1
        for text in said_of(history):
            numbers, wrong = wrong_claims(raw, text)
            self.sentences += 1
            self.numbers += numbers
            self.wrong += wrong


def said_of(history: History) -> Iterator[str]:
    """The verdict's sentence, why, the reasons of the cures, and the events with their moment."""
    found = diagnose(history)
    yield found.headline
    yield found.why
    yield from (cure.reason for cure in found.cures)
    for event in chain_of_events(history):
        yield f"Iteration {event.iteration:,}: {event.sentence}"


def check(runs: Iterable[History]) -> Checked:
    """Check all of these runs."""
    checked = Checked()
    for history in runs:
        checked.add(history)
    return checked
