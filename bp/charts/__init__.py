"""Tables in, Altair charts out. A chart only draws: its form never depends on the figures."""

from bp.charts.accuracy import accuracy_by_epoch
from bp.charts.loss import loss_curve
from bp.charts.reduce import LIVE_POINTS, RESTING_POINTS
from bp.charts.tables import (
    accuracy_table,
    chance_level,
    loss_marks,
    loss_table,
    spans_decades,
)

__all__ = [
    "LIVE_POINTS",
    "RESTING_POINTS",
    "accuracy_by_epoch",
    "accuracy_table",
    "chance_level",
    "loss_curve",
    "loss_marks",
    "loss_table",
    "spans_decades",
]
