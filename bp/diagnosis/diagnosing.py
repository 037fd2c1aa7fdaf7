"""From the record of a run to a verdict, its evidence and its cure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bp.diagnosis.measures import Measures
from bp.diagnosis.symptoms import poor
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
    measures = _measure_among(history, repeats)
    name = _verdict(measures)
    proposed = VERDICTS[name].cures(measures)
    return Diagnosis(
        verdict=name,
        headline=VERDICTS[name].sentence(measures),
        evidence=_evidence(measures),
        cure=proposed[0] if proposed else None,
    )


def cures(history: History, repeats: Iterable[History] = ()) -> list[TrainConfig]:
    """Every config that is worth a try instead of this one, the best first."""
    measures = _measure_among(history, repeats)
    return VERDICTS[_verdict(measures)].cures(measures)


def _verdict(measures: Measures) -> str:
    return next(name for name, verdict in VERDICTS.items() if verdict.applies(measures))


def _measure_among(history: History, repeats: Iterable[History]) -> Measures:
    others = [Measures(other) for other in repeats if other is not history]
    learning = sum(not poor(other) for other in others)
    return Measures(history, len(others), learning)


def _evidence(m: Measures) -> tuple[tuple[str, str], ...]:
    """The figures behind any verdict, with their reference where there is one."""
    rows = [("Iterations", f"{m.iteration:,} of {m.config.iterations:,}")]
    if m.iteration:
        rows += [
            (
                "Recent loss",
                f"{loss(m.recent_loss)} (guessing: {m.reference})",
            ),
            ("Highest loss", loss(m.highest_loss)),
            ("Dead units", units(m.dead_units, m.config.hidden_size)),
            ("Dead at the start", units(m.dead_at_start, m.config.hidden_size)),
            ("First update", update(m.first_update)),
            ("Latest updates", update(m.update_ratio)),
            ("Gradient of W1, b1 and W2", "exactly 0" if m.only_b2_learns else "not 0"),
            ("Learning rate", rate(m.learning_rate)),
        ]
    if m.last and m.last.iteration:
        rows += [
            ("Training accuracy", percent(m.last.train_accuracy)),
            ("Test accuracy", percent(m.last.test_accuracy)),
        ]
    if m.repeats:
        rows.append(("Other seeds that learn", units(m.learning_repeats, m.repeats)))
    return tuple(rows)
