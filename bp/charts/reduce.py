"""Long curves made short without losing a spike, and noisy ones smooth."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LIVE_POINTS = 250  # a series, while it trains: what a browser redraws six times a second
RESTING_POINTS = 1_000  # a series, when it rests
LONGEST = 1_000_000  # iterations
LIVE_POINTED = 30  # places at which the pointer reads a chart while it moves: each costs a mark
RESTING_POINTED = 250  # and when it rests: a pixel or two from one to the next


def bucketed(values: NDArray[np.floating], points: int, *, log: bool = False) -> pd.DataFrame:
    """Mean, lowest and highest of at most `points` buckets of `values (N,)`, as float32.

    Buckets are of two widths at most; with `log` they widen, for a logarithmic axis.

    The column `iteration` holds each bucket's middle. A bucket with a value that is not finite
    is not a number: a gap in the line, rather than a point that was never there.
    """
    starts = bucket_starts(len(values), points, log=log)
    columns = {
        "iteration": bucket_middles(starts, len(values)),
        "mean": bucket_means(values, starts),
        "lowest": np.minimum.reduceat(values, starts) if len(starts) else values,
        "highest": np.maximum.reduceat(values, starts) if len(starts) else values,
    }
    return pd.DataFrame({name: finite(column) for name, column in columns.items()})


def finite(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """The values as float32, and not a number where they are not finite."""
    return np.where(np.isfinite(values), values, np.nan).astype(np.float32)


def bucket_starts(length: int, points: int, *, log: bool = False) -> NDArray[np.intp]:
    """Where each bucket of `length` values starts: `points` buckets, or fewer values.

    As the curve grows, the oldest two of equal width become one: so no bucket ever moves, and
    there are as many after 1,000 iterations as after 100,000. With `log` the first quarter of
    them has one value each, and the others grow in equal ratios to `LONGEST`.
    """
    if log:
        single = -(-points // 4)
        edges = np.geomspace(single, LONGEST, points - single, endpoint=False).astype(np.intp)
        grid = np.union1d(np.arange(single), edges)
        return grid[grid < length].astype(np.intp)
    width = 1
    while length > 2 * points * width:
        width *= 2
    narrow = -(-length // width)  # buckets, were all of them narrow
    pairs = max(narrow - points, 0)
    starts: NDArray[np.intp] = np.append(np.arange(pairs) * 2, np.arange(2 * pairs, narrow))
    return starts * width


def bucket_middles(starts: NDArray[np.intp], length: int) -> NDArray[np.floating]:
    """The middle of each bucket of `length` values."""
    return (starts + np.append(starts[1:], length)[: len(starts)] - 1) / 2


def bucket_means(values: NDArray[np.floating], starts: NDArray[np.intp]) -> NDArray[np.floating]:
    """The mean of each bucket of `values (..., N)`, not a number where a value is not finite."""
    if not len(starts):
        return values
    with np.errstate(invalid="ignore", over="ignore"):
        sums = np.add.reduceat(values, starts, axis=-1, dtype=np.float64)
    return finite(sums / np.diff(starts, append=values.shape[-1]))


def smoothed(values: NDArray[np.floating], weight: float) -> NDArray[np.floating]:
    """TensorBoard's debiased average: s ← w·s + (1 - w)·y, shown as s / (1 - wⁿ).

    Takes curves as columns `(points, curves)` or one `(points,)`. What is not a number stays
    that: a gap in the line.
    """
    average = pd.DataFrame(values).ewm(alpha=1 - weight, adjust=True).mean().to_numpy()
    return np.where(np.isfinite(values), average.reshape(values.shape), np.nan).astype(values.dtype)


def thinned_rows(length: int, points: int) -> NDArray[np.intp]:
    """At most `points` of `length` rows and the last one; they stay while the table grows."""
    last = [length - 1] if length else []
    return np.union1d(bucket_starts(length, points), last).astype(np.intp)
