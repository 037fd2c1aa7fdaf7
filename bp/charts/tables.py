"""From the record of a run to the tables that the charts draw."""

import math

import numpy as np
import pandas as pd

from bp.charts.reduce import bucketed, smoothed, thinned_rows
from bp.insight import wording
from bp.training import History

SMALLEST_LOSS = 1e-6  # where a logarithmic axis ends; a float32 loss can be exactly 0


def loss_table(history: History, *, points: int, smoothing: float) -> pd.DataFrame:
    """Columns iteration, loss, lowest, highest and smoothed: the loss of each batch."""
    table = bucketed(history.loss, points).rename(columns={"mean": "loss"})
    table[["loss", "lowest", "highest"]] = table[["loss", "lowest", "highest"]].clip(SMALLEST_LOSS)
    table["smoothed"] = smoothed(table["loss"].to_numpy(), smoothing)
    return table


def accuracy_table(history: History, *, points: int) -> pd.DataFrame:
    """Columns iteration, epoch, part ("train" or "test") and accuracy."""
    records = history.evaluation_records
    records = [records[row] for row in thinned_rows(len(records), points)]
    columns = {
        "iteration": [record.iteration for record in records] * 2,
        "epoch": [record.epoch for record in records] * 2,
        "part": np.repeat(["train", "test"], len(records)),
        "accuracy": [record.train_accuracy for record in records]
        + [record.test_accuracy for record in records],
    }
    figures = dict.fromkeys(["iteration", "epoch", "accuracy"], np.float32)
    return pd.DataFrame(columns).astype({**figures, "part": "category"})


def loss_marks(history: History) -> pd.DataFrame:
    """Columns iteration, mark and text: where the learning rate changed, where the loss left.

    `text` is `mark` for the last one and else empty, since labels side by side cover each other.
    """
    changes = zip(history.rates, history.rates[1:], strict=False)
    marks = [
        (iteration, f"rate {wording.rate(before)} → {wording.rate(after)}")
        for (_, before), (iteration, after) in changes
    ]
    lost = np.flatnonzero(~np.isfinite(history.loss))
    if lost.size:
        marks.append((int(lost[0]), f"loss is {history.loss[lost[0]]:g} from here"))
    table = pd.DataFrame(sorted(marks), columns=["iteration", "mark"])
    return table.assign(text=[*[""] * (len(table) - 1), *table["mark"][-1:]])


def chance_level(num_classes: int) -> pd.DataFrame:
    """Columns loss and mark: what guessing all classes alike costs."""
    return pd.DataFrame({"loss": [math.log(num_classes)], "mark": [f"ln {num_classes}"]})


def spans_decades(history: History) -> bool:
    """Whether the loss rises so far above guessing that a linear axis would hide the rest."""
    finite = history.loss[np.isfinite(history.loss)]
    return bool(finite.size and finite.max() > 10 * math.log(history.num_classes))
