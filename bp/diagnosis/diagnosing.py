"""From the record of a run to a verdict, its evidence and its cure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import is_poor
from bp.diagnosis.verdicts import VERDICTS
from bp.diagnosis.wording import loss, percent, rate, units, update
from bp.training import History, TrainConfig


@dataclass(frozen=True)
class Diagnosis:
    """What is the matter with a run, or that nothing is."""

    verdict: str  # a key of VERDICTS
    headline: str  # a sentence for the user, with figures in it
    evidence: tuple[tuple[str, str], ...]  # what was measured, and the figure
    cure: TrainConfig | None  # to be trained before it is called one


def diagnose(history: History, repeats: Iterable[History] = ()) -> Diagnosis:
    """Judge a run, finished or not; `repeats` are the same config with other seeds.

    Takes a fraction of a millisecond, so it can be asked while the run trains.
    """
    facts = _facts_among(history, repeats)
    name = _verdict(facts)
    proposed = VERDICTS[name].cures(facts)
    return Diagnosis(
        verdict=name,
        headline=VERDICTS[name].sentence(facts),
        evidence=_evidence(facts),
        cure=proposed[0] if proposed else None,
    )


def cures(history: History, repeats: Iterable[History] = ()) -> list[TrainConfig]:
    """Every config that is worth a try instead of this one, the best first."""
    facts = _facts_among(history, repeats)
    return VERDICTS[_verdict(facts)].cures(facts)


def _verdict(facts: Facts) -> str:
    return next(name for name, verdict in VERDICTS.items() if verdict.applies(facts))


def _facts_among(history: History, repeats: Iterable[History]) -> Facts:
    others = [Facts(other) for other in repeats if other is not history]
    learning = sum(not is_poor(other) for other in others)
    return Facts(history, len(others), learning)


def _evidence(facts: Facts) -> tuple[tuple[str, str], ...]:
    """The figures behind any verdict, with their reference where there is one."""
    rows = [("Iterations", f"{facts.iteration:,} of {facts.config.iterations:,}")]
    if facts.iteration:
        rows += [
            (
                "Recent loss",
                f"{loss(facts.recent_loss)} (guessing: {facts.reference})",
            ),
            ("Highest loss", loss(facts.highest_loss)),
            ("Dead units", units(facts.dead_units, facts.config.hidden_size)),
            ("Dead at the start", units(facts.dead_at_start, facts.config.hidden_size)),
            ("First update", update(facts.first_update)),
            ("Latest updates", update(facts.update_ratio)),
            ("Gradient of W1, b1 and W2", "exactly 0" if facts.only_b2_learns else "not 0"),
            ("Learning rate", rate(facts.learning_rate)),
        ]
    if facts.last and facts.last.iteration:
        rows += [
            ("Training accuracy", percent(facts.last.train_accuracy)),
            ("Test accuracy", percent(facts.last.test_accuracy)),
        ]
    if facts.repeats:
        rows.append(("Other seeds that learn", units(facts.learning_repeats, facts.repeats)))
    return tuple(rows)
