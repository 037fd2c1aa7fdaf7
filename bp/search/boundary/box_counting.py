"""The dimension of a boundary by box counting: how its length grows as one looks closer.

A straight line has 1, a filled area 2, a fractal something between. Source: the paper's
`extract_edges` and its median over the slopes between neighbouring sizes of boxes, of all zooms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LARGEST = 4  # boxes a side, the fewest that say anything of a shape


def places_of_change(converged: Array) -> Array:
    """Between four pixels `(n - 1, n - 1)`: whether some of them converged and others did not."""
    neighbours = np.stack(
        [converged[1:, 1:], converged[1:, :-1], converged[:-1, 1:], converged[:-1, :-1]]
    )
    changes: Array = np.logical_and(neighbours.any(axis=0), ~neighbours.all(axis=0))
    return changes


def box_sizes(side: int) -> list[int]:
    """1, 2, 4, ... pixels a side, as long as there are four boxes to a side of so many pixels."""
    return [2**power for power in range(side.bit_length()) if LARGEST * 2**power <= side + 1]


def box_counts(places: Array, sizes: Iterable[int]) -> list[int]:
    """How many boxes of each size have one of the `places`, a square of booleans."""
    counts = []
    for size in sizes:
        boxes = -(-len(places) // size)
        padded = np.pad(places, (0, boxes * size - len(places)))
        counts.append(int(padded.reshape(boxes, size, boxes, size).any(axis=(1, 3)).sum()))
    return counts


@dataclass(frozen=True)
class Dimension:
    """The slope of log count against log(1 / size), with its standard error over the sizes."""

    value: float
    error: float
    slopes: tuple[float, ...]  # between neighbouring sizes, from the smallest on


@dataclass(frozen=True)
class Median:
    """The median of the slopes of several pictures, and between what the middle half of them is."""

    value: float
    low: float
    high: float
    slopes: int  # how many


def box_dimension(places: Array, sizes: Sequence[int] | None = None) -> Dimension | None:
    """The box-counting dimension of a square of booleans; None where no place is of the set.

    `sizes` are pixels a side, three at least; without them those of `box_sizes`. Raises ValueError
    where the picture is too small for three.
    """
    sizes = box_sizes(len(places)) if sizes is None else sizes
    if len(sizes) < 3:
        raise ValueError(f"{len(places)} pixels a side are too few to count boxes of three sizes.")
    if not places.any():
        return None
    x, y = -np.log(sizes), np.log(box_counts(places, sizes))
    x, y = x - x.mean(), y - y.mean()
    slope = (x @ y) / (x @ x)
    residuals = y - slope * x
    error = np.sqrt(residuals @ residuals / (len(sizes) - 2) / (x @ x))
    slopes = np.diff(y) / np.diff(x)
    return Dimension(float(slope), float(error), tuple(slopes.tolist()))


def median_dimension(dimensions: Sequence[Dimension]) -> Median:
    """The paper's estimate from several zooms: the median of all their slopes."""
    slopes = [slope for dimension in dimensions for slope in dimension.slopes]
    low, value, high = np.quantile(slopes, [0.25, 0.5, 0.75])
    return Median(float(value), float(low), float(high), len(slopes))
