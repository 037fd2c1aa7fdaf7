"""From the record of a run to the tables that the charts draw."""

import numpy as np
import pandas as pd

from bp.charts.reduce import bucketed, smoothed, thinned_rows
from bp.diagnosis import wording
from bp.diagnosis.guessing import guessing_name, loss_of_guessing
from bp.training import History

PARTS = pd.CategoricalDtype(["train", "test"])
SMALLEST_LOSS = 1e-6  # where a logarithmic axis ends; a float32 loss can be exactly 0


def loss_table(history: History, *, points: int, smoothing: float) -> pd.DataFrame:
    """Columns iteration, loss, lowest, highest, smoothed and point: the loss of each batch.

    `point` numbers the rows, here and in the other tables of curves: it is how a browser knows
    a row again when the next table comes.
    """
    table = bucketed(history.loss, points)
    loss = table["mean"].to_numpy().clip(SMALLEST_LOSS)
    return pd.DataFrame(
        {
            "iteration": table["iteration"].to_numpy(),
            "loss": loss,
            "lowest": table["lowest"].to_numpy().clip(SMALLEST_LOSS),
            "highest": table["highest"].to_numpy().clip(SMALLEST_LOSS),
            "smoothed": smoothed(loss, smoothing),
            "point": np.arange(len(loss), dtype=np.float32),
        }
    )


def loss_pointed(losses: pd.DataFrame, *, points: int) -> pd.DataFrame:
    """At most `points` rows of `loss_table` and the last: what the pointer reads."""
    rows = thinned_rows(len(losses), points)
    return losses.iloc[rows].assign(point=np.arange(len(rows), dtype=np.float32))


def accuracy_table(history: History, *, points: int) -> pd.DataFrame:
    """Columns iteration, epoch, point, part ("train" or "test") and accuracy."""
    records = history.evaluation_records
    rows = thinned_rows(len(records), points)
    parts = [records.column(f"{part}_accuracy")[rows] for part in PARTS.categories]
    columns = {
        "iteration": np.tile(records.column("iteration")[rows], 2),
        "epoch": np.tile(records.column("epoch")[rows], 2),
        "point": np.tile(np.arange(len(rows)), 2),
        "accuracy": np.concatenate(parts),
    }
    figures = {name: column.astype(np.float32) for name, column in columns.items()}
    part = pd.Categorical.from_codes(np.repeat([0, 1], len(rows)), dtype=PARTS)
    return pd.DataFrame(figures).assign(part=part)


def accuracy_pointed(accuracies: pd.DataFrame, *, points: int) -> pd.DataFrame:
    """Columns epoch, point, train, test: some of `accuracy_table`, for the pointer to read."""
    half = len(accuracies) // 2
    rows = thinned_rows(half, points)
    accuracy = accuracies["accuracy"].to_numpy()
    return pd.DataFrame(
        {
            "epoch": accuracies["epoch"].to_numpy()[rows],
            "point": np.arange(len(rows), dtype=np.float32),
            "train": accuracy[rows],
            "test": accuracy[rows + half],
        }
    )


def loss_marks(history: History) -> pd.DataFrame:
    """Columns iteration, mark and text: where the learning rate changed, where the loss left.

    `text` is `mark` for the last one and else empty, since labels side by side cover each other.
    """
    changes = zip(history.rates, history.rates[1:], strict=False)
    marks = [
        (iteration, f"rate {wording.rate(before)} → {wording.rate(after)}")
        for (_, before), (iteration, after) in changes
    ]
    lost = history.first_lost
    if lost is not None:
        marks.append((lost, f"loss is {history.loss[lost]:g} from here"))
    table = pd.DataFrame(sorted(marks), columns=["iteration", "mark"])
    return table.assign(text=[*[""] * (len(table) - 1), *table["mark"][-1:]])


def chance_level(history: History) -> pd.DataFrame:
    """Columns loss and mark: what guessing by the classes' shares costs."""
    mark = guessing_name(history) or "guessing"
    return pd.DataFrame({"loss": [loss_of_guessing(history)], "mark": [mark]})


def spans_decades(history: History) -> bool:
    """Whether the loss rises so far above guessing that a linear axis would hide the rest."""
    finite = history.loss[np.isfinite(history.loss)]
    return bool(finite.size and finite.max() > 10 * loss_of_guessing(history))
