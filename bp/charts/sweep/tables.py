"""The tables of a sweep's charts: a row a run, with what is told of it under the pointer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from bp.charts.palette import GREY, ordered
from bp.charts.sweep.axes import Array, Axis, axes_of, has_failed
from bp.diagnosis import verdict_label
from bp.diagnosis.wording import accuracy, loss, number, rate
from bp.training.config import named

TOLD = {"settings": "Run", "reached": "Best test accuracy", "ended": "Loss", "judged": "Verdict"}
STRONG, FAINT = 0.7, 0.05  # opacities
SHADES = 32


def runs_table(
    table: pd.DataFrame, varied: Sequence[str], chosen: Collection[int] = ()
) -> pd.DataFrame:
    """Columns at_0, at_1, ... (where a run crosses each axis), and those that tell of it.

    Takes a sweep's table. The others are run (its index there), best (its test accuracy), failed (1
    or 0), colour (from blue for the lowest test accuracy to orange for the best, grey where it
    failed), strength (its opacity: faint where others are `chosen`), and those of TOLD, in words.
    """
    axes = axes_of(table, varied)
    columns: dict[str, Any] = {f"at_{place}": axis.places() for place, axis in enumerate(axes)}
    failed = has_failed(table).to_numpy()
    bright = table.index.isin(list(chosen)) if chosen else np.ones(len(table), bool)
    runs = pd.DataFrame(
        columns
        | {
            "run": table.index.astype(str),
            "best": table["best_test_accuracy"].to_numpy(float),
            "failed": failed.astype(float),
            "colour": np.where(failed, GREY, _shades(axes[-1].places())),
            "strength": np.where(bright, np.where(failed, STRONG / 2, STRONG), FAINT),
            "settings": [settings(row, varied) for row in table.to_dict("records")],
            "reached": [accuracy(each) for each in table["best_test_accuracy"]],
            "ended": [loss(each) for each in table["loss"]],
            "judged": list(map(verdict_label, table["verdict"], table["nearly"])),
        }
    )
    # What is drawn last is on top.
    return runs.sort_values(["failed", "best"], ascending=[False, True], ignore_index=True)


def _shades(shares: Array) -> Array:
    """Colours of `shares (runs,)` from 0 to 1."""
    shades = ordered(SHADES)
    return np.array(shades)[np.clip(shares * SHADES, 0, SHADES - 1).astype(int)]


def ticks_table(axes: Sequence[Axis]) -> pd.DataFrame:
    """Columns axis (its number), at and label."""
    rows = [(place, at, label) for place, axis in enumerate(axes) for at, label in axis.ticks()]
    table = pd.DataFrame(rows, columns=["axis", "at", "label"])
    return table.astype({"axis": float, "at": float, "label": str})


def settings(row: Mapping[Any, Any], varied: Sequence[str]) -> str:
    """A run by what is varied: "learning rate 0.1, pixels raw"."""
    return ", ".join(f"{named(field)} {written(field, row[field])}" for field in varied)


def written(field: str, value: Any) -> str:
    """A setting's value as it is read."""
    if isinstance(value, str):
        return value
    return rate(value) if field in ("learning_rate", "weight_decay") else number(value)
