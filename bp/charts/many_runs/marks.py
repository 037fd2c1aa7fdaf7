"""What stands out in the curves of many runs: their peaks, their ends, where a loss was lost."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.along import AXES
from bp.charts.peak import foot
from bp.diagnosis import wording
from bp.diagnosis.ranking import Variant
from bp.training import History

MOST_NAMED = 8  # curves whose ends are named: more names find no room
LINE = 0.085  # of the height of a chart without its legend and axis: one line of text


def lost_table(variants: Sequence[Variant], axis: str) -> pd.DataFrame:
    """Columns x, run, mark: where a loss stopped being a finite number."""
    rows = []
    for variant in variants:
        for history in variant.histories:
            if history.first_lost is not None:
                x = history.first_lost * AXES[axis].an_iteration(history)
                rows.append((x, variant.label, f"{variant.label}: loss is not finite from here"))
    return pd.DataFrame(rows, columns=["x", "run", "mark"])


def peaks_table(variants: Sequence[Variant], curves: pd.DataFrame, axis: str) -> pd.DataFrame:
    """Columns x, foot, value, run, point and mark: the highest loss of each variant's runs.

    It is the highest of any batch of any seed, as it was measured. `foot` is what its curve in
    `curves`, a `losses_table`, has there.
    """
    rows = []
    run, x_of, value_of = (curves[name].to_numpy() for name in ("run", "x", "value"))
    for place, variant in enumerate(variants):
        own = np.flatnonzero(run == variant.label)
        peaks = [(*_peak(history), history) for history in variant.histories]
        found = [peak for peak in peaks if peak[1] >= 0]
        if not found:
            continue
        highest, at, history = max(found, key=lambda peak: peak[0])
        x = at * AXES[axis].an_iteration(history)
        base = foot(x_of[own], value_of[own], x, highest)
        mark = f"{variant.label}: highest loss {wording.loss(highest)} at iteration {at:,}"
        rows.append((x, base, highest, variant.label, place, mark))
    table = pd.DataFrame(rows, columns=["x", "foot", "value", "run", "point", "mark"])
    return table.astype({"x": float, "foot": float, "value": float, "run": str, "point": float})


def _peak(history: History) -> tuple[float, int]:
    """The highest finite loss and its iteration; -1 where there is none."""
    losses = np.where(np.isfinite(history.loss), history.loss, -np.inf)
    at = int(losses.argmax()) if len(losses) else -1
    return (float(losses[at]), at) if at >= 0 and np.isfinite(losses[at]) else (0.0, -1)


def ends_table(curves: pd.DataFrame, *, low: float, high: float, log: bool = False) -> pd.DataFrame:
    """Columns x, value, y, last, run and point: where each curve ends, and where its name goes.

    `last` is whether none goes further: its name then is at the edge, wherever that moves. Names
    that would cover each other are moved apart between `low` and `high`, the ends of the axis; of
    more than eight curves eight are named, the first and the last among them.
    """
    known = curves[np.isfinite(curves["value"])]
    ends = known.groupby("run", observed=True, sort=False).tail(1)
    if len(ends) > MOST_NAMED:
        ends = ends.iloc[np.linspace(0, len(ends) - 1, MOST_NAMED).round().astype(int)]
    values = ends["value"].to_numpy(float)
    scaled = np.log if log else np.asarray
    bottom, top = scaled(low), scaled(high)
    shares = apart((scaled(values) - bottom) / (top - bottom), LINE)
    y = bottom + shares * (top - bottom)
    x = ends["x"].to_numpy(float)
    columns = {"x": x, "value": values, "y": np.exp(y) if log else y}
    return pd.DataFrame(columns).assign(
        last=(x == x.max(initial=0)).astype(float),
        run=ends["run"].to_numpy(str),
        point=np.arange(len(ends), dtype=float),
    )


def apart(places: NDArray[np.floating], gap: float) -> NDArray[np.floating]:
    """The `places (n,)` moved as little as leaves a `gap` between any two, within 0 and 1."""
    order = np.argsort(places, kind="stable")
    groups: list[tuple[float, int]] = []  # the middle of neighbours that touch, and how many
    for place in places[order].tolist():
        middle, count = place, 1
        while groups and middle - groups[-1][0] < gap * (count + groups[-1][1]) / 2:
            before, more = groups.pop()
            middle = (middle * count + before * more) / (count + more)
            count += more
            half = gap * (count - 1) / 2
            middle = min(max(middle, half), 1 - half)
        groups.append((middle, count))
    moved = np.empty(len(places))
    spread = [
        middle + gap * (place - (count - 1) / 2)
        for middle, count in groups
        for place in range(count)
    ]
    moved[order] = spread
    return moved


def loss_ends(
    curves: pd.DataFrame, peaks: pd.DataFrame, corners: pd.DataFrame, *, log: bool
) -> tuple[float, float]:
    """Where the axis of a loss chart begins and ends that draws these tables."""
    columns = [curves[name] for name in ("value", "lowest", "highest") if name in curves]
    drawn = np.concatenate([*columns, peaks["value"], corners["y"]])
    drawn = drawn[np.isfinite(drawn)]
    if not log:
        return min(float(drawn.min()), 0.0), float(drawn.max())
    powers = np.log10([drawn.min(), drawn.max()])
    return float(10 ** np.floor(powers[0])), float(10 ** np.ceil(powers[1]))
