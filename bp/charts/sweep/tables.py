"""The tables of a sweep's charts: a row a run, with what is told of it under the pointer."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from bp.charts.sweep.axes import Axis, axes_of, has_failed
from bp.diagnosis import VERDICTS
from bp.diagnosis.wording import accuracy, loss, number, rate
from bp.training.config import named

TOLD = {"settings": "Run", "reached": "Best test accuracy", "ended": "Loss", "judged": "Verdict"}


def runs_table(
    table: pd.DataFrame, varied: Sequence[str], chosen: Collection[int] = ()
) -> pd.DataFrame:
    """Columns at_0, at_1, ... (where a run crosses each axis), and those that tell of it.

    Takes a sweep's table. The others are run (its index there), best (its test accuracy), share
    (how far that is from the lowest to the best of those that did not fail), failed and chosen (1
    or 0; where none is chosen, all are), and those of TOLD, in words.
    """
    axes = axes_of(table, varied)
    columns = {f"at_{place}": axis.places() for place, axis in enumerate(axes)}
    marked = table.index.isin(list(chosen)) if chosen else np.ones(len(table))
    runs = pd.DataFrame(
        columns
        | {
            "run": table.index.astype(str),
            "share": axes[-1].places(),
            "best": table["best_test_accuracy"].to_numpy(float),
            "failed": has_failed(table).to_numpy(float),
            "chosen": marked.astype(float),
            "settings": [settings(row, varied) for row in table.to_dict("records")],
            "reached": [accuracy(each) for each in table["best_test_accuracy"]],
            "ended": [loss(each) for each in table["loss"]],
            "judged": [VERDICTS[each].label for each in table["verdict"]],
        }
    )
    # What is drawn last is on top.
    return runs.sort_values(["failed", "best"], ascending=[False, True], ignore_index=True)


def ticks_table(axes: Sequence[Axis]) -> pd.DataFrame:
    """Columns axis (its number), at and label."""
    rows = [(place, at, label) for place, axis in enumerate(axes) for at, label in axis.ticks()]
    table = pd.DataFrame(rows, columns=["axis", "at", "label"])
    return table.astype({"axis": float, "at": float, "label": str})


def settings(row: dict[str, object], varied: Sequence[str]) -> str:
    """A run by what is varied: "learning rate 0.1, scaling raw"."""
    return ", ".join(f"{named(field)} {written(field, row[field])}" for field in varied)


def written(field: str, value: object) -> str:
    """A setting's value as it is read."""
    if isinstance(value, str):
        return value
    assert isinstance(value, int | float)
    return rate(value) if field in ("learning_rate", "weight_decay") else number(value)
