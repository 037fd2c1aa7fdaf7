"""Runs that differ in one value, gathered by it and ranked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from bp.diagnosis.diagnosing import Diagnosis, diagnose, verdict_label, verdicts_among
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import rate
from bp.training import History
from bp.training.recording.history import Run

MILESTONES = (0.90, 0.95)  # test accuracies whose first iteration is told

# What was measured of a variant, by its first run, and the row that came of it.
_known_rows: WeakKeyDictionary[Run, tuple[Any, dict[str, Any]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Variant:
    """One value of the varied hyperparameter, with its runs: one a seed."""

    value: Any
    histories: tuple[History, ...]

    @property
    def label(self) -> str:
        """The value as it is read on charts and in tables; no two values read alike."""
        if isinstance(self.value, float) and float(rate(self.value)) == self.value:
            return rate(self.value)
        return str(self.value)

    @property
    def diagnosis(self) -> Diagnosis:
        """The verdict on the first seed, given what the others did."""
        return diagnose(self.histories[0], self.histories[1:])


def variants_of(histories: Iterable[History], field: str) -> list[Variant]:
    """The runs by their value of `field`, in the order of first appearance."""
    by_value: dict[Any, list[History]] = {}
    for history in histories:
        by_value.setdefault(getattr(history.config, field), []).append(history)
    return [Variant(value, tuple(seeds)) for value, seeds in by_value.items()]


def ranking(runs: Sequence[Variant], *, moving: bool = False) -> pd.DataFrame:
    """One row a variant, the best test accuracy first; figures are means over its seeds.

    Columns: place (its index in `runs`), label, best, best_deviation, last, last_deviation,
    gap (train minus test accuracy), to_90, to_95 (iterations, nan where a seed has not got there),
    dead_units, hidden_units, seconds, verdict (a key of VERDICTS) and
    judged (what is said of its runs, with how many of the seeds where they differ).

    While the runs are `moving`, a row is worked out anew only when something new was measured.
    """
    row = _row_so_far if moving else _row
    rows = [{"place": place, **row(variant)} for place, variant in enumerate(runs)]
    return pd.DataFrame(rows).sort_values("best", ascending=False, ignore_index=True)


def _row_so_far(variant: Variant) -> dict[str, Any]:
    """The row as it was when one of the runs was last evaluated or probed."""
    first = variant.histories[0].run
    measured = tuple(
        (id(history.run), len(history.evaluation_records), len(history.probe_records))
        for history in variant.histories
    )
    known = _known_rows.get(first)
    if known is None or known[0] != measured:
        known = _known_rows[first] = measured, _row(variant)
    return known[1]


def _row(variant: Variant) -> dict[str, Any]:
    figures = np.array([_figures(history) for history in variant.histories])
    best, last, gap, to_90, to_95, dead_units, _ = figures.mean(axis=0).tolist()
    verdicts = verdicts_among(variant.histories)
    best_deviation, last_deviation, *_ = figures.std(axis=0).tolist()
    return {
        "label": variant.label,
        "best": best,
        "best_deviation": best_deviation,
        "last": last,
        "last_deviation": last_deviation,
        "gap": gap,
        "to_90": to_90,
        "to_95": to_95,
        "reached_90": int(np.isfinite(figures[:, 3]).sum()),
        "reached_95": int(np.isfinite(figures[:, 4]).sum()),
        "repeats": len(figures),
        "goes_on": any(each.iteration < each.config.iterations for each in variant.histories),
        "dead_units": dead_units,
        "hidden_units": variant.histories[0].config.hidden_size,
        "seconds": float(figures[:, -1].sum()),
        "verdict": verdicts[0][0],
        "judged": _judged([verdict_label(*verdict) for verdict in verdicts]),
    }


def _judged(labels: Sequence[str]) -> str:
    """One label where the seeds agree, else each with how many; a label may have a comma."""
    counts = Counter(labels)
    if len(counts) == 1:
        return labels[0]
    return "; ".join(f"{label} ({n} of {len(labels)})" for label, n in counts.most_common())


def _figures(history: History) -> tuple[float, ...]:
    """Best and last test accuracy, gap, iterations to the milestones, dead units, seconds."""
    facts = Facts(history)
    return (
        history.best_test_accuracy,
        facts.test_accuracy,
        facts.train_accuracy - facts.test_accuracy,
        *(_reached(history, accuracy) for accuracy in MILESTONES),
        facts.dead_units,
        history.seconds[-1] if history.seconds else 0.0,
    )


def _reached(history: History, accuracy: float) -> float:
    """The iteration of the first evaluation with that test accuracy; nan where there is none."""
    records = history.evaluation_records
    reached = np.flatnonzero(records.column("test_accuracy") >= accuracy)
    return float(records[int(reached[0])].iteration) if reached.size else np.nan
