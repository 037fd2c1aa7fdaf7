"""From the record of a run to the tables that the charts draw."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.along import AXES
from bp.charts.reduce import bucketed, finite, smoothed, thinned_rows
from bp.diagnosis.guessing import guessing_name, loss_of_guessing
from bp.training import History

PARTS = pd.CategoricalDtype(["train", "test"])
FAR_ABOVE = 4  # times the loss of guessing: from there on the rest would be flat on a linear axis
SMALLEST_LOSS = 1e-6  # where a logarithmic axis ends; a float32 loss can be exactly 0


def loss_table(
    history: History,
    *,
    points: int,
    smoothing: float,
    axis: str = "iterations",
    log_x: bool = False,
) -> pd.DataFrame:
    """Columns x, loss, lowest, highest, smoothed and point: the loss of each batch.

    `point` numbers the rows, here and in the other tables of curves: it is how a browser knows
    a row again when the next table comes.
    """
    table = bucketed(history.loss, points, log=log_x)
    loss = table["mean"].to_numpy().clip(SMALLEST_LOSS)
    return pd.DataFrame(
        {
            "x": table["iteration"].to_numpy() * np.float32(AXES[axis].an_iteration(history)),
            "loss": loss,
            "lowest": table["lowest"].to_numpy().clip(SMALLEST_LOSS),
            "highest": table["highest"].to_numpy().clip(SMALLEST_LOSS),
            "smoothed": smoothed(loss, smoothing),
            "point": np.arange(len(loss), dtype=np.float32),
        }
    )


def evaluated_table(history: History, *, points: int, axis: str = "iterations") -> pd.DataFrame:
    """Columns x, loss and point: the loss on all test images, at each evaluation."""
    records = history.evaluation_records
    rows = thinned_rows(len(records), points)
    if len(lowest := lowest_test_loss(history)):
        rows = np.union1d(rows, lowest)
    figures = {
        "x": records.column("iteration")[rows] * AXES[axis].an_iteration(history),
        "loss": finite(records.column("test_loss")[rows].clip(SMALLEST_LOSS)),
        "point": np.arange(len(rows)),
    }
    return pd.DataFrame(figures).astype(np.float32)


def lowest_test_loss(history: History) -> NDArray[np.intp]:
    """Which evaluation has it, `(1,)`; of those that are equal the first, and `(0,)` of none."""
    losses = history.evaluation_records.column("test_loss")
    measured = np.flatnonzero(np.isfinite(losses))
    return measured[np.argmin(losses[measured])][None] if len(measured) else measured


def loss_pointed(losses: pd.DataFrame, tests: pd.DataFrame, *, points: int) -> pd.DataFrame:
    """At most `points` rows of `loss_table` and the last: what the pointer reads.

    The column `test` is the loss of the latest row of `evaluated_table` until there.
    """
    rows = thinned_rows(len(losses), points)
    table = losses.iloc[rows].assign(point=np.arange(len(rows), dtype=np.float32))
    latest = np.searchsorted(tests["x"], table["x"], side="right") - 1
    known = np.append(tests["loss"].to_numpy(), np.float32(np.nan))  # -1: none so far
    return table.assign(test=known[latest])


def accuracy_table(history: History, *, points: int, axis: str = "iterations") -> pd.DataFrame:
    """Columns x, point, part ("train" or "test") and accuracy, at each evaluation."""
    records = history.evaluation_records
    rows = thinned_rows(len(records), points)
    parts = [records.column(f"{part}_accuracy")[rows] for part in PARTS.categories]
    columns = {
        "x": np.tile(records.column("iteration")[rows] * AXES[axis].an_iteration(history), 2),
        "point": np.tile(np.arange(len(rows)), 2),
        "accuracy": np.concatenate(parts),
    }
    figures = {name: column.astype(np.float32) for name, column in columns.items()}
    part = pd.Categorical.from_codes(np.repeat([0, 1], len(rows)), dtype=PARTS)
    return pd.DataFrame(figures).assign(part=part)


def accuracy_pointed(accuracies: pd.DataFrame, *, points: int) -> pd.DataFrame:
    """Columns x, point, train, test: some of `accuracy_table`, for the pointer to read."""
    half = len(accuracies) // 2
    rows = thinned_rows(half, points)
    accuracy = accuracies["accuracy"].to_numpy()
    return pd.DataFrame(
        {
            "x": accuracies["x"].to_numpy()[rows],
            "point": np.arange(len(rows), dtype=np.float32),
            "train": accuracy[rows],
            "test": accuracy[rows + half],
        }
    )


def chance_level(history: History) -> pd.DataFrame:
    """Columns loss and mark: what guessing by the classes' shares costs."""
    mark = guessing_name(history) or "guessing"
    return pd.DataFrame({"loss": [loss_of_guessing(history)], "mark": [mark]})


def spans_decades(history: History) -> bool:
    """Whether the loss rises so far above guessing that a linear axis would hide the rest."""
    finite = history.loss[np.isfinite(history.loss)]
    return bool(finite.size and finite.max() > FAR_ABOVE * loss_of_guessing(history))
