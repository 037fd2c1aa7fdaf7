"""What became of a cure, judged by what was wrong with the run that it is to cure."""

from dataclasses import dataclass
from typing import Literal

from bp.diagnosis.diagnosing import diagnose
from bp.diagnosis.facts import Fact, Facts
from bp.diagnosis.facts.fact import nothing
from bp.diagnosis.verdict import Complaint
from bp.diagnosis.verdicts import VERDICTS
from bp.training import History

Word = Literal["works", "helps", "makes no difference", "does not help"]


@dataclass(frozen=True)
class Outcome:
    """One word for it, and the figures in a sentence."""

    word: Word
    sentence: str


def outcome(failed: History, cured: History) -> Outcome:
    """Compare a run with its cure, which was trained to its end.

    It *works* where what was wrong is better by more than other seeds differ and nothing is wrong
    any more; it *helps* where it is better only.
    """
    was = diagnose(failed)
    before, now = Facts(failed), Facts(cured)
    complaints = VERDICTS[was.nearly or was.verdict].complaints
    changes = [change(each, before, now) for each in complaints]
    word = _word(changes, is_well=_is_well(cured))
    told = "; ".join(_told(each, before, now) for each in complaints)
    start = "The cure works" if word == "works" else f"It {word}"
    label = diagnose(cured).label
    return Outcome(word, f"{start}: {told}. It is now judged: {label[0].lower()}{label[1:]}.")


def change(complaint: Complaint, failed: Facts, cured: Facts) -> int:
    """1 where the figure came down by more than other seeds differ, -1 where it went up, else 0."""
    before, now = _figure(complaint, failed), _figure(complaint, cured)
    if not now.known:
        return -1 if before.known else 0
    if not before.known:
        return 1
    noise = complaint.noise * (max(before, now) if complaint.relative else 1)
    return (before - now > noise) - (now - before > noise)


def _word(changes: list[int], *, is_well: bool) -> Word:
    if -1 in changes:
        return "does not help"
    if not any(changes):
        return "makes no difference"
    return "works" if is_well else "helps"


def _is_well(cured: History) -> bool:
    """Whether it can be judged, and no verdict that it gets, or nearly gets, finds fault."""
    found = diagnose(cured)
    given = [name for name in (found.verdict, found.nearly) if name]
    return not any(name == "too_early" or VERDICTS[name].finds_fault for name in given)


def _figure(complaint: Complaint, facts: Facts) -> Fact:
    """What a cure should bring down; nothing of a run that is no longer made of numbers."""
    return complaint.figure(facts) if facts.lost_from is None else nothing(facts.lost_from)


def _told(complaint: Complaint, failed: Facts, cured: Facts) -> str:
    """One figure, now and before."""
    before, now = _figure(complaint, failed), _figure(complaint, cured)
    return f"{complaint.name} {_shown(complaint, now)} instead of {_shown(complaint, before)}"


def _shown(complaint: Complaint, fact: Fact) -> str:
    shown = complaint.shown(fact) if fact.known else "no number"
    return f"{shown} (iteration {fact.iteration:,})"
