"""Runs that differ in one value, gathered by it and ranked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bp.insight.diagnosis import Diagnosis, diagnose
from bp.insight.wording import rate
from bp.training import History

MILESTONES = (0.90, 0.95)  # test accuracies whose first iteration is told


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


def variants(histories: Iterable[History], field: str) -> list[Variant]:
    """The runs by their value of `field`, in the order of first appearance."""
    by_value: dict[Any, list[History]] = {}
    for history in histories:
        by_value.setdefault(getattr(history.config, field), []).append(history)
    return [Variant(value, tuple(runs)) for value, runs in by_value.items()]


def ranking(entrants: Sequence[Variant]) -> pd.DataFrame:
    """One row a variant, the best test accuracy first; figures are means over its seeds.

    Columns: place (its index in `entrants`), label, best, best_deviation, last, last_deviation,
    gap (train minus test), to_90 and to_95 (iterations, nan where a seed has not got there),
    dead_units, hidden_units, seconds and verdict (a key of VERDICTS).
    """
    rows = [_row(place, variant) for place, variant in enumerate(entrants)]
    return pd.DataFrame(rows).sort_values("best", ascending=False, ignore_index=True)


def _row(place: int, variant: Variant) -> dict[str, Any]:
    last = [history.last for history in variant.histories]
    tests = [evaluation.test_accuracy if evaluation else np.nan for evaluation in last]
    gaps = [e.train_accuracy - e.test_accuracy if e else np.nan for e in last]
    best = _over(variant, lambda history: history.best_test_accuracy)
    return {
        "place": place,
        "label": variant.label,
        "best": np.mean(best),
        "best_deviation": np.std(best),
        "last": np.mean(tests),
        "last_deviation": np.std(tests),
        "gap": np.mean(gaps),
        "to_90": np.mean(_over(variant, lambda history: _reached(history, MILESTONES[0]))),
        "to_95": np.mean(_over(variant, lambda history: _reached(history, MILESTONES[1]))),
        "dead_units": np.mean([e.dead_units if e else np.nan for e in last]),
        "hidden_units": variant.histories[0].config.hidden_size,
        "seconds": sum(_over(variant, lambda h: h.seconds[-1] if h.seconds else 0.0)),
        "verdict": variant.diagnosis.verdict,
    }


def _over(variant: Variant, figure: Callable[[History], float]) -> list[float]:
    return [figure(history) for history in variant.histories]


def _reached(history: History, accuracy: float) -> float:
    """The iteration of the first evaluation with that test accuracy; nan where there is none."""
    records = history.evaluation_records
    reached = np.flatnonzero(records.column("test_accuracy") >= accuracy)
    return float(records[int(reached[0])].iteration) if reached.size else np.nan
