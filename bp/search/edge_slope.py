"""How the learning rate at which a network dies moves with another setting: a power law, fitted.

On axes that are both logarithmic a power law is a line; its slope is fitted by least squares, with
the standard interval of a regression's slope, widened by what a grid of rates cannot tell.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset, fit_scaling
from bp.diagnosis.wording import PERCENT, number
from bp.search.outcome import Outcome
from bp.training import ConfigError

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]

LOST = ("dead", "diverged")  # verdicts beyond the edge
LEVEL = 0.95  # of the interval
FEWEST = 3  # values: through two, any line is perfect
NO_SETTINGS = ("learning_rate", *(field.name for field in fields(Outcome)))  # of a series


@dataclass(frozen=True)
class EdgeSlope:
    """By which power of a setting the highest learning rate that does not kill moves.

    `edges` has one row a value of the setting: scale, learning_rate (the edge), low and high (the
    tried rates on either side of it), geometric means over the series of rates at that value. From
    `low` to `high` is the interval of the slope at LEVEL. `skipped` is in how many series no edge
    lies: all of them die, or none.
    """

    slope: float
    low: float
    high: float
    edges: "pd.DataFrame"
    skipped: int

    def sentence(self, of: str) -> str:
        """It in words, for a setting called so: "the pixel scale"."""
        still = (
            " The interval holds 0: it may not move at all." if self.low <= 0 <= self.high else ""
        )
        ten = number(10**self.slope, digits=2)
        return (
            "On logarithmic axes, the learning rate from which networks die or diverge has a "
            f"slope of {self.slope:.2f} against {of} ({100 * LEVEL:g}{PERCENT} interval "
            f"{self.low:.2f} to {self.high:.2f}, from {len(self.edges)} values): "
            f"with ten times {of} it is {ten} times as high.{still}"
        )


def edge_slope(
    table: "pd.DataFrame", against: str, scale: Callable[[Any], float] = float
) -> EdgeSlope:
    """Fit how the edge moves with the column `against` of a sweep's table.

    `scale` gives a value of that column as a number: `pixel_scale` does for the scaling. Runs that
    differ in something else, such as the seed, have edges of their own. Raises ConfigError where
    there are too few edges to fit a line.
    """
    found, skipped = find_edges(table, against)
    found["scale"] = [float(scale(value)) for value in found.pop(against)]
    if not (found["scale"] > 0).all():
        raise ConfigError(f"{against} is 0 in some runs: on a logarithmic axis 0 has no place.")
    logs = found.apply(np.log).groupby("scale").mean().reset_index()
    if len(logs) < FEWEST:
        raise ConfigError(
            f"The edge was found at {len(logs)} values of {against}; it takes {FEWEST} to fit a "
            "slope: try more values, or learning rates on both sides of the edge."
        )
    x, y, low, high = (logs[name].to_numpy() for name in ("scale", "learning_rate", "low", "high"))
    slope, half = fit_slope(x, y, high - low)
    return EdgeSlope(slope, slope - half, slope + half, logs.apply(np.exp), skipped)


def find_edges(table: "pd.DataFrame", against: str) -> "tuple[pd.DataFrame, int]":
    """One row a series of rates with an edge, and how many series have none.

    Columns against, low, high and learning_rate, the geometric mean of both: the cut between two
    tried rates that has the fewest runs on its wrong side; of equal ones the middle one.
    """
    import pandas as pd  # here, since a worker needs none

    settings = [name for name in table.columns if name not in NO_SETTINGS]
    rows, skipped = [], 0
    for _, runs in table.groupby(settings, observed=True, sort=False):
        lost = runs["verdict"].isin(LOST).to_numpy()
        if lost.all() or not lost.any():
            skipped += 1
            continue
        order = np.argsort(runs["learning_rate"].to_numpy(), kind="stable")
        lost, rates = lost[order], runs["learning_rate"].to_numpy()[order]
        wrong = np.cumsum(lost)[:-1] + (~lost)[::-1].cumsum()[::-1][1:]
        best = np.flatnonzero(wrong == wrong.min())
        cut = int(best[len(best) // 2])
        low, high = rates[cut : cut + 2].tolist()
        rows.append((runs[against].iloc[0], low, high, math.sqrt(low * high)))
    return pd.DataFrame(rows, columns=[against, "low", "high", "learning_rate"]), skipped


def fit_slope(x: Array, y: Array, width: Array) -> tuple[float, float]:
    """Slope of the line through `x, y (n,)`, and half of its interval.

    Each y is known but for the `width (n,)` of the step in which it lies: an error that is evenly
    spread, with a variance of width² / 12, and adds to that of the residuals.
    """
    from scipy.stats import t  # type: ignore[import-untyped]  # scikit-learn brings it

    from_mean = x - x.mean()
    spread = float(from_mean @ from_mean)
    slope = float(from_mean @ y) / spread
    residual = y - y.mean() - slope * from_mean
    variance = float(residual @ residual) / (len(x) - 2) + float(np.mean(width**2)) / 12
    half = float(t.ppf((1 + LEVEL) / 2, len(x) - 2)) * math.sqrt(variance / spread)
    return slope, half


def pixel_scale(dataset: Dataset) -> Callable[[str], float]:
    """What gives the root mean square of the training pixels under a scaling."""

    def of(scaling: str) -> float:
        pixels = fit_scaling(dataset, scaling).apply(dataset.x_train)
        return float(np.sqrt(np.mean(pixels.astype(np.float64) ** 2)))

    return of
