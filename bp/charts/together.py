"""Tables of many runs: one row a point of a curve, the run as a category."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bp.charts.reduce import bucketed, smoothed, thinned
from bp.charts.tables import SMALLEST_LOSS
from bp.insight.ranking import Variant
from bp.training import History

COLUMNS = ["x", "run", "value", "lowest", "highest"]


@dataclass(frozen=True)
class Axis:
    """What the horizontal axis counts: its title, and how much of it one iteration is."""

    title: str
    an_iteration: Callable[[History], float]


def _seconds_an_iteration(history: History) -> float:
    return history.seconds[-1] / max(history.iteration, 1) if history.seconds else 0.0


AXES: dict[str, Axis] = {
    "iterations": Axis("Iteration", lambda _history: 1.0),
    "epochs": Axis("Epoch", lambda history: history.config.batch_size / history.train_size),
    "examples": Axis("Examples seen", lambda history: float(history.config.batch_size)),
    "seconds": Axis("Seconds of training", _seconds_an_iteration),
}

SPREADS: dict[str, Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]] = {
    "min to max": lambda runs: (runs.min(axis=0), runs.max(axis=0)),
    "standard deviation": lambda runs: (
        runs.mean(axis=0) - runs.std(axis=0),
        runs.mean(axis=0) + runs.std(axis=0),
    ),
}


def losses_table(
    entrants: Sequence[Variant], *, points: int, smoothing: float, axis: str, spread: str
) -> pd.DataFrame:
    """Columns x, run, value, lowest, highest: the smoothed loss, its mean and spread over seeds."""
    parts = []
    for variant in entrants:
        curves = [bucketed(history.loss, points) for history in variant.histories]
        values = np.array([smoothed(curve["mean"], smoothing) for curve in curves])
        iterations = curves[0]["iteration"].to_numpy()
        parts.append(_part(variant, iterations, values.clip(SMALLEST_LOSS), axis, spread))
    return _joined(parts, entrants)


def accuracies_table(
    entrants: Sequence[Variant], *, points: int, axis: str, spread: str
) -> pd.DataFrame:
    """Columns x, run, value, lowest, highest: test accuracy, its mean and spread over seeds."""
    parts = []
    for variant in entrants:
        tables = [thinned(_test_accuracies(history), points) for history in variant.histories]
        values = np.array([table["test_accuracy"] for table in tables])
        parts.append(_part(variant, tables[0]["iteration"].to_numpy(), values, axis, spread))
    return _joined(parts, entrants)


def by_value_table(entrants: Sequence[Variant]) -> pd.DataFrame:
    """Columns value, run, which ("best" or "last"), accuracy, lowest, highest, over seeds."""
    rows = []
    for variant in entrants:
        if any(history.last is None for history in variant.histories):
            continue
        for which, figures in (
            ("best", [history.best_test_accuracy for history in variant.histories]),
            ("last", [h.last.test_accuracy for h in variant.histories if h.last]),
        ):
            mean, low, high = np.mean(figures), min(figures), max(figures)
            rows.append((variant.value, variant.label, which, mean, low, high))
    columns = ["value", "run", "which", "accuracy", "lowest", "highest"]
    return pd.DataFrame(rows, columns=columns)


def lost_table(entrants: Sequence[Variant], axis: str) -> pd.DataFrame:
    """Columns x, run, mark: where a loss stopped being a finite number."""
    rows = []
    for variant in entrants:
        for history in variant.histories:
            lost = np.flatnonzero(~np.isfinite(history.loss))
            if lost.size:
                x = lost[0] * AXES[axis].an_iteration(history)
                rows.append((x, variant.label, f"{variant.label}: loss is not finite from here"))
    return pd.DataFrame(rows, columns=["x", "run", "mark"])


def _test_accuracies(history: History) -> pd.DataFrame:
    """Columns iteration and test_accuracy; of eighty runs several times a second, so no more."""
    rows = [(record.iteration, record.test_accuracy) for record in history.evaluation_records]
    return pd.DataFrame(rows, columns=["iteration", "test_accuracy"], dtype=float)


def _part(
    variant: Variant, iterations: np.ndarray, values: np.ndarray, axis: str, spread: str
) -> pd.DataFrame:
    """The rows of one variant; `values` is (seeds, points)."""
    low, high = SPREADS[spread](values)
    part = pd.DataFrame(
        {
            "x": iterations * AXES[axis].an_iteration(variant.histories[0]),
            "value": values.mean(axis=0),
            "lowest": low,
            "highest": high,
        },
        dtype=np.float32,
    )
    return part.assign(run=variant.label)


def _joined(parts: list[pd.DataFrame], entrants: Sequence[Variant]) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True)[COLUMNS]
    labels = [variant.label for variant in entrants]
    return table.assign(run=pd.Categorical(table["run"], categories=labels))
