"""What stands out in the loss of one run: its peak, its lowest test loss, changes of the rate."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.along import AXES
from bp.charts.one_run.tables import SMALLEST_LOSS, lowest_test_loss
from bp.charts.peak import foot
from bp.diagnosis import wording
from bp.training import History

LEVELS = 11  # lines of labels, of which a chart has room for so many
LETTER = 6.4  # pixels
NARROWEST = 260  # pixels of a chart on a phone, without its axis


def peak_table(history: History, losses: pd.DataFrame, axis: str = "iterations") -> pd.DataFrame:
    """Columns x, foot, loss, point and mark: the highest loss of any batch, in at most one row.

    `foot` is what the smoothed curve of `losses`, a `loss_table`, has there. However long the run
    and however smooth the curve, its highest point so is drawn at its height.
    """
    finite = np.isfinite(history.loss)
    if not finite.any():
        return pd.DataFrame(columns=["x", "foot", "loss", "point", "mark"]).astype(
            {"x": float, "foot": float, "loss": float, "point": float, "mark": str}
        )
    at = int(np.where(finite, history.loss, -np.inf).argmax())
    x = at * AXES[axis].an_iteration(history)
    highest = float(history.loss[at])
    row = {
        "x": x,
        "foot": foot(losses["x"].to_numpy(), losses["smoothed"].to_numpy(), x, highest),
        "loss": highest,
        "point": 0.0,
        "mark": f"highest loss {wording.loss(highest)} at iteration {at:,}",
    }
    return pd.DataFrame([row])


def lowest_table(history: History, axis: str = "iterations") -> pd.DataFrame:
    """Columns x, loss, point and mark: the lowest test loss, in at most one row."""
    records = history.evaluation_records
    rows = []
    for found in [records[int(place)] for place in lowest_test_loss(history)]:
        x = found.iteration * AXES[axis].an_iteration(history)
        lowest = "lowest " if len(records) > 1 else ""
        mark = f"{lowest}test loss {wording.loss(found.test_loss)} at iteration {found.iteration:,}"
        rows.append((x, max(found.test_loss, SMALLEST_LOSS), 0, mark))
    table = pd.DataFrame(rows, columns=["x", "loss", "point", "mark"])
    return table.astype({"x": float, "loss": float, "point": float, "mark": str})


def loss_marks(history: History, axis: str = "iterations", *, log_x: bool = False) -> pd.DataFrame:
    """Columns x, mark, level, align and point: where the rate changed, where the loss was lost.

    Labels that would cover each other, even on a phone, are on different levels from 0 down, and
    those that would be cut at the right are to the left of their place: `align` is "right".
    """
    changes = zip(history.rates, history.rates[1:], strict=False)
    marks = [
        (float(iteration), f"rate {wording.rate(before)} → {wording.rate(after)}")
        for (_, before), (iteration, after) in changes
    ]
    lost = history.first_lost
    if lost is not None:
        marks.append((float(lost), "loss is not finite from here"))
    marks.sort()
    x = np.array([at for at, _ in marks])
    along = np.log1p if log_x else np.asarray
    labels = [label for _, label in marks]
    places = _places(along(x) / along(float(max(history.iteration, 1))), labels)
    return pd.DataFrame(
        {
            "x": x * AXES[axis].an_iteration(history),
            "mark": pd.Series(labels, dtype=str),
            "level": np.array([level for level, _ in places], dtype=float),
            "align": pd.Series([align for _, align in places], dtype=str),
            "point": np.arange(len(marks), dtype=float),
        }
    )


def _places(shares: NDArray[np.floating], labels: list[str]) -> list[tuple[int, str]]:
    """For each label its side, and the first level on which it covers none before it.

    `shares` of the width ascend. The last level takes what finds no other.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(LEVELS)]
    places = []
    for share, label in zip(shares.tolist(), labels, strict=True):
        width = (len(label) + 2) * LETTER / NARROWEST
        fits = share + width <= 1
        begin, end = (share, share + width) if fits else (share - width, share)
        free = [all(end <= b or e <= begin for b, e in level) for level in taken]
        level = free.index(True) if any(free) else LEVELS - 1
        taken[level].append((begin, end))
        places.append((level, "left" if fits else "right"))
    return places
