"""From a gradient check to the tables that its charts draw."""

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.diagnosis.wording import rate
from bp.gradient_check import GradientCheck
from bp.gradient_check.checked_array import CheckedArray

Array = NDArray[Any]

MOST_ACROSS, MOST_DOWN = 64, 28  # cells of an array: the payload does not grow with the network
SMALLEST_ERROR = 1e-13  # where the logarithmic axes end; a difference can be exactly 0
# From top to bottom of the map, in percent of its height.
TRACKS = {"W1": (0, 52), "b1": (57, 63), "W2": (68, 89), "b2": (94, 100)}


def map_table(check: GradientCheck) -> pd.DataFrame:
    """The checked entries in cells of neighbours, each with the largest of its errors.

    Columns: left, right, top and bottom of the cell, in percent of the map; entries ("W1[140–167,
    21]"), difference and relative_error.
    """
    return pd.concat([_cells(array) for array in check.arrays.values()], ignore_index=True)


def tracks_table() -> pd.DataFrame:
    """Columns left, right, top and bottom: the place of each array, checked or not."""
    rows = [(0, 100, top, bottom) for top, bottom in TRACKS.values()]
    return pd.DataFrame(rows, columns=["left", "right", "top", "bottom"], dtype=np.float32)


def steps_table(errors: pd.DataFrame) -> pd.DataFrame:
    """Columns h, precision and relative_error, of which none falls below the axis."""
    table = errors[["h", "precision", "relative_error"]].copy()
    table["relative_error"] = table["relative_error"].clip(lower=SMALLEST_ERROR)
    return table.astype({"h": float, "precision": str, "relative_error": float})


def chosen_step(h: float) -> pd.DataFrame:
    """Columns h and text: the step of the check at hand."""
    return pd.DataFrame({"h": [h], "text": [f"h = {rate(h)}"]})


def _cells(array: CheckedArray) -> pd.DataFrame:
    across, down = _directions(array)
    width, height = (
        math.ceil(size / most)
        for (_, size), most in zip((across, down), (MOST_ACROSS, MOST_DOWN), strict=True)
    )
    cell = across[0] // width * MOST_DOWN + down[0] // height
    used = np.flatnonzero(np.bincount(cell))
    left, top = used // MOST_DOWN * width, used % MOST_DOWN * height
    right, bottom = np.minimum(left + width, across[1]), np.minimum(top + height, down[1])
    begins, ends = TRACKS[array.key]
    return pd.DataFrame(
        {
            "left": (100 * left / across[1]).astype(np.float32),
            "right": (100 * right / across[1]).astype(np.float32),
            "top": (begins + (ends - begins) * top / down[1]).astype(np.float32),
            "bottom": (begins + (ends - begins) * bottom / down[1]).astype(np.float32),
            "entries": _names(array, (left, right), (top, bottom)),
            "difference": _largest(array.difference, cell)[used],
            "relative_error": _largest(array.relative, cell)[used],
        }
    )


def _directions(array: CheckedArray) -> list[tuple[Array, int]]:
    """Across and down: the index of every checked entry, and how many there are.

    Hidden units run across, so that what is wrong with one unit is a stripe through W1, b1 and
    W2; inputs and classes run down. The classes of b2 run across.
    """
    indices = [
        (axis, size)
        for axis, size in zip(
            np.unravel_index(array.checked, array.shape), array.shape, strict=True
        )
    ]
    if len(indices) == 1:
        return [*indices, (np.zeros_like(indices[0][0]), 1)]
    return indices[::-1] if array.key == "W1" else indices


def _names(
    array: CheckedArray, across: tuple[Array, Array], down: tuple[Array, Array]
) -> list[str]:
    axes = [_spans(*across)] if len(array.shape) == 1 else [_spans(*across), _spans(*down)]
    if array.key == "W1":
        axes.reverse()
    return [f"{array.key}[{', '.join(spans)}]" for spans in zip(*axes, strict=True)]


def _spans(first: Array, end: Array) -> list[str]:
    return [
        f"{a}" if b == a + 1 else f"{a}–{b - 1}"
        for a, b in zip(first.tolist(), end.tolist(), strict=True)
    ]


def _largest(errors: Array, cell: Array) -> Array:
    """The largest error in each of the cells that an array can have."""
    largest = np.full(MOST_ACROSS * MOST_DOWN, SMALLEST_ERROR)
    np.maximum.at(largest, cell, np.where(np.isfinite(errors), errors, 1e30))
    return largest.astype(np.float32)
