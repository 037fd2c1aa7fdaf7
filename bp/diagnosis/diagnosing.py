"""From the record of a run to a verdict, its evidence and its cures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bp.diagnosis.clearness import CLEAR
from bp.diagnosis.evidence import evidence
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import learns
from bp.diagnosis.verdict import Cure, Verdict
from bp.diagnosis.verdicts import VERDICTS
from bp.training import History, TrainConfig


@dataclass(frozen=True)
class Diagnosis:
    """What is the matter with a run, or that nothing is."""

    verdict: str  # a key of VERDICTS
    nearly: str | None  # another, graver one, that the same run may get when it is trained again
    headline: str  # a sentence or two for the user, with figures in them
    why: str  # cause, mechanism and consequence, in two or three sentences
    evidence: tuple[tuple[str, str], ...]  # what was measured, and the figure
    cures: tuple[Cure, ...]  # proposals, the one that meets the cause first

    @property
    def cure(self) -> TrainConfig | None:
        """The first proposal, to be trained before it is called a cure."""
        return self.cures[0].config if self.cures else None

    @property
    def gravest(self) -> Verdict:
        """The verdict, or the graver one that it nearly is: its sign and colour are the page's."""
        return VERDICTS[gravest(self.verdict, self.nearly)]

    @property
    def label(self) -> str:
        """The verdict in a word or two; both, where the figures do not decide between them."""
        return verdict_label(self.verdict, self.nearly)


def gravest(verdict: str, nearly: str | None) -> str:
    """What a run is counted as where it can be but one thing: on a map, among those that failed."""
    return nearly or verdict


def verdict_label(verdict: str, nearly: str | None = None) -> str:
    """A verdict as it is read, and the one that it `nearly` is: "Between dying and dead".

    One of another release is read as it was kept.
    """
    first, second = (
        VERDICTS[name].label if name in VERDICTS else name.replace("_", " ")
        for name in (nearly or verdict, verdict)
    )
    return f"Between {first.lower()} and {second.lower()}" if nearly else second


def diagnose(history: History, repeats: Iterable[History] = ()) -> Diagnosis:
    """Judge a run, finished or not; `repeats` are the same config with other seeds.

    Takes about a millisecond, so it can be asked while the run trains.
    """
    facts = facts_among(history, repeats)
    name, nearly = _judged(facts)
    verdict, graver = VERDICTS[name], VERDICTS[nearly or name]
    return Diagnosis(
        verdict=name,
        nearly=nearly,
        headline=verdict.sentence(facts),
        why=_why(facts, verdict, graver),
        evidence=evidence(facts),
        cures=tuple(_that_change_something(facts, _cures(facts, verdict, graver))),
    )


def verdict_of(history: History) -> tuple[str, str | None]:
    """The verdict alone, and the graver one that it nearly is: a fifth of the work."""
    return _judged(Facts(history))


def verdicts_of(histories: Sequence[History]) -> list[tuple[str, str | None]]:
    """The same of many; runs that differ in their seed alone know of each other."""
    groups: dict[TrainConfig, list[int]] = {}
    for place, history in enumerate(histories):
        groups.setdefault(replace(history.config, seed=0), []).append(place)
    found: dict[int, tuple[str, str | None]] = {}
    for places in groups.values():
        verdicts = verdicts_among([histories[place] for place in places])
        found |= dict(zip(places, verdicts, strict=True))
    return [found[place] for place in range(len(histories))]


def verdicts_among(repeats: Sequence[History]) -> list[tuple[str, str | None]]:
    """The same of runs with other seeds each: they know how many of the others learn."""
    learn = [learns(Facts(history)) for history in repeats]
    return [
        _judged(Facts(history, len(repeats) - 1, sum(learn) - own))
        for history, own in zip(repeats, learn, strict=True)
    ]


def facts_among(history: History, repeats: Iterable[History] = ()) -> Facts:
    """The facts of a run, knowing how many of its repeats have learned."""
    others = [Facts(other) for other in repeats if other is not history]
    return Facts(history, len(others), sum(map(learns, others)))


def _judged(facts: Facts) -> tuple[str, str | None]:
    """The first verdict that clearly applies, and the one before it that most nearly does."""
    nearly: dict[str, float] = {}
    for name, verdict in VERDICTS.items():
        clearness = verdict.applies(facts)
        if clearness >= CLEAR:
            return name, max(nearly, key=nearly.__getitem__, default=None)
        if clearness > -CLEAR:
            nearly[name] = clearness
    raise AssertionError("the last verdict applies to every run")


def _why(facts: Facts, verdict: Verdict, graver: Verdict) -> str:
    """The mechanism; where a graver verdict is close, what speaks for that one."""
    if graver is verdict:
        return verdict.why(facts)
    doubtful = graver.finds_fault and not verdict.finds_fault
    told = graver.sentence(facts) if doubtful else verdict.why(facts)
    close = "The figures are close to the limit"
    return f"{told} {close}; a second run could be called “{graver.label}”."


def _cures(facts: Facts, verdict: Verdict, graver: Verdict) -> list[Cure]:
    """What the verdict proposes, or else the graver one, where that finds fault."""
    return verdict.cures(facts) or (graver.cures(facts) if graver.finds_fault else [])


def _that_change_something(facts: Facts, cures: list[Cure]) -> list[Cure]:
    """Those that would be another run than this one."""
    return [cure for cure in cures if facts.rate_was_moved or cure.config != facts.config]
