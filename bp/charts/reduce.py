"""Long curves made short without losing a spike, and noisy ones smooth."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LIVE_POINTS = 250  # a series, while it trains: what a browser redraws six times a second
RESTING_POINTS = 1_000  # a series, when it rests


def bucketed(values: NDArray[np.floating], points: int) -> pd.DataFrame:
    """Mean, lowest and highest of at most `points` buckets of `values (N,)`, as float32.

    The column `iteration` holds each bucket's middle. Buckets are a power of two wide, so that
    they stay where they are while the curve grows. A bucket with a value that is not finite
    is not a number: a gap in the line, rather than a point that was never there.
    """
    width = bucket_width(len(values), points)
    starts = np.arange(0, len(values), width)
    ends = np.minimum(starts + width, len(values))
    table = pd.DataFrame({"iteration": (starts + ends - 1) / 2}, dtype=np.float32)
    if len(values):
        with np.errstate(invalid="ignore", over="ignore"):
            table["mean"] = np.add.reduceat(values, starts, dtype=np.float64) / (ends - starts)
        table["lowest"] = np.minimum.reduceat(values, starts)
        table["highest"] = np.maximum.reduceat(values, starts)
    table = table.reindex(columns=["iteration", "mean", "lowest", "highest"])
    return table.where(np.isfinite(table)).astype(np.float32)


def bucket_width(length: int, points: int) -> int:
    """The smallest power of two that makes at most `points` buckets of `length` values."""
    width = 1
    while length > points * width:
        width *= 2
    return width


def smoothed(values: pd.Series, weight: float) -> pd.Series:
    """TensorBoard's debiased average: s ← w·s + (1 - w)·y, shown as s / (1 - wⁿ).

    What is not a number stays that: a gap in the line.
    """
    average = values.ewm(alpha=1 - weight, adjust=True).mean()
    return average.where(values.notna()).astype(values.dtype)


def thinned(table: pd.DataFrame, points: int) -> pd.DataFrame:
    """At most about `points` rows of `table`, evenly spread; the first and the last stay."""
    stride = bucket_width(len(table), points)
    rows = np.union1d(np.arange(0, len(table), stride), [len(table) - 1] if len(table) else [])
    return table.iloc[rows.astype(int)]
