"""Tables of many runs: one row a point of a curve, the run as a category."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from bp.charts.along import AXES
from bp.charts.one_run.tables import SMALLEST_LOSS
from bp.charts.reduce import bucket_means, bucket_middles, bucket_starts, smoothed, thinned_rows
from bp.diagnosis.ranking import Variant
from bp.training import History

SPREADS: dict[str, Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]] = {
    "min to max": lambda runs: (runs.min(axis=0), runs.max(axis=0)),
    "standard deviation": lambda runs: (
        runs.mean(axis=0) - runs.std(axis=0),
        runs.mean(axis=0) + runs.std(axis=0),
    ),
}


def losses_table(
    variants: Sequence[Variant],
    *,
    points: int,
    smoothing: float,
    axis: str,
    spread: str,
    log_x: bool = False,
) -> pd.DataFrame:
    """Columns x, point, run, value: the smoothed loss; over several seeds also lowest, highest.

    `point` numbers the points of a curve; the value over several seeds is their mean.
    """
    curves = _smoothed_losses(
        [each for one in variants for each in one.histories], points, smoothing, log_x
    )
    parts = []
    for variant in variants:
        own = [curves[id(history)] for history in variant.histories]
        losses = np.stack([loss for _, loss in own], axis=1)
        parts.append(_part(variant, own[0][0], losses, axis, spread))
    return _joined(parts, variants)


def _smoothed_losses(
    histories: Sequence[History], points: int, smoothing: float, log_x: bool
) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Iterations and smoothed losses by the `id` of each history: those of one length at once."""
    curves: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for length in {history.iteration for history in histories}:
        alike = [history for history in histories if history.iteration == length]
        starts = bucket_starts(length, points, log=log_x)
        means = np.stack([bucket_means(history.loss, starts) for history in alike], axis=1)
        losses = smoothed(means, smoothing).clip(SMALLEST_LOSS)
        middles = bucket_middles(starts, length)
        curves |= {id(one): (middles, losses[:, n]) for n, one in enumerate(alike)}
    return curves


def accuracies_table(
    variants: Sequence[Variant], *, points: int, axis: str, spread: str
) -> pd.DataFrame:
    """Columns x, point, run, value: the test accuracy; else as `losses_table`."""
    parts = []
    for variant in variants:
        records = [history.evaluation_records for history in variant.histories]
        rows = thinned_rows(len(records[0]), points)
        columns = [seed.column("test_accuracy")[rows] for seed in records]
        curves = np.stack(columns, axis=1).astype(np.float32)
        iterations = records[0].column("iteration")[rows]
        parts.append(_part(variant, iterations, curves, axis, spread))
    return _joined(parts, variants)


def pointed_table(curves: pd.DataFrame, *, points: int) -> pd.DataFrame:
    """Columns x, point and one a run: what all runs have at some places, for the pointer to read.

    Takes `losses_table` or `accuracies_table`. A run is read at its point nearest to x, and is
    not a number beyond its last.
    """
    x, values = curves["x"].to_numpy(), curves["value"].to_numpy()
    runs = curves["run"].cat
    places = np.unique(x)
    places = places[thinned_rows(len(places), points)]
    columns = {"x": places, "point": np.arange(len(places), dtype=np.float32)}
    for code, label in enumerate(runs.categories):
        own = runs.codes.to_numpy() == code
        columns[label] = _nearest(places, x[own], values[own])
    return pd.DataFrame(columns)


def _nearest(places: np.ndarray, x: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each place the value at the nearest of the ascending `x`; nan beyond the last."""
    if not len(x):
        return np.full(len(places), np.nan, np.float32)
    rows = np.searchsorted((x[1:] + x[:-1]) / 2, places)
    return np.where(places <= x[-1], values[rows], np.float32(np.nan))


def by_value_table(variants: Sequence[Variant]) -> pd.DataFrame:
    """Columns value, run, which ("best" or "last"), accuracy, lowest, highest, over seeds."""
    rows = []
    for variant in variants:
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


def _part(
    variant: Variant, iterations: np.ndarray, curves: np.ndarray, axis: str, spread: str
) -> dict[str, np.ndarray]:
    """The columns of one variant; `curves` is (points, seeds)."""
    columns = {
        "x": iterations * AXES[axis].an_iteration(variant.histories[0]),
        "point": np.arange(len(iterations)),
    }
    if curves.shape[1] == 1:
        return columns | {"value": curves[:, 0]}
    low, high = SPREADS[spread](curves.T)
    return columns | {"value": curves.mean(axis=1), "lowest": low, "highest": high}


def _joined(parts: list[dict[str, np.ndarray]], variants: Sequence[Variant]) -> pd.DataFrame:
    labels = [variant.label for variant in variants]
    runs = np.repeat(np.arange(len(parts)), [len(part["x"]) for part in parts])
    columns = {
        name: np.concatenate([part[name] for part in parts]).astype(np.float32) for name in parts[0]
    }
    names = pd.Categorical.from_codes(runs, categories=pd.Index(labels))
    return pd.DataFrame(columns).assign(run=names)
