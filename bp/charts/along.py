"""What the horizontal axis of a curve counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bp.diagnosis.guessing import loss_of_guessing
from bp.training import History


@dataclass(frozen=True)
class Along:
    """Its title, how much of it one iteration is, and whether it is counted in whole numbers."""

    title: str
    an_iteration: Callable[[History], float]
    whole: bool = True


def _seconds_an_iteration(history: History) -> float:
    """By the last evaluation, which is when the time is taken down."""
    last = history.last
    return history.seconds[-1] / last.iteration if last and last.iteration else 0.0


AXES: dict[str, Along] = {
    "iterations": Along("Iteration", lambda _history: 1.0),
    "epochs": Along("Epoch", lambda history: history.config.batch_size / history.train_size, False),
    "examples": Along("Examples seen", lambda history: float(history.config.batch_size)),
    "seconds": Along("Seconds of training", _seconds_an_iteration, False),
}
WHOLE = {axis.title for axis in AXES.values() if axis.whole}


def room_table(histories: Sequence[History], axis: str) -> pd.DataFrame:
    """Columns x, y and point: two corners that the axes of a loss reach, even of nothing trained.

    From 0 to what is done, or to the end that is planned where nothing is done; and around the
    loss of guessing, with room for its name.
    """
    ends = [
        (history.iteration or history.config.iterations) * AXES[axis].an_iteration(history)
        for history in histories
    ]
    chance = loss_of_guessing(histories[0])
    figures = {
        "x": [0, max(ends) or 1],
        "y": [chance / 2, 1.25 * chance],
        "point": [0, 1],
    }
    return pd.DataFrame(figures, dtype=np.float32)
