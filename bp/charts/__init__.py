"""Tables in, Altair charts out. A chart only draws: its form never depends on the figures."""

from bp.charts.accuracy import accuracy_by_epoch
from bp.charts.compare import (
    accuracies_together,
    accuracy_by_value,
    losses_together,
    side_by_side,
)
from bp.charts.gradient_check import error_against_step, error_map
from bp.charts.inside import (
    confusion_matrix,
    probability_bars,
    rate_and_limit,
    unit_histogram,
)
from bp.charts.inside_pictures import data_uris, digits_picture, weight_limit, weights_picture
from bp.charts.loss import loss_curve
from bp.charts.palette import distinct, ordered
from bp.charts.reduce import LIVE_POINTED, LIVE_POINTS, RESTING_POINTED, RESTING_POINTS
from bp.charts.tables import (
    accuracy_pointed,
    accuracy_table,
    chance_level,
    loss_marks,
    loss_pointed,
    loss_table,
    spans_decades,
)
from bp.charts.together import (
    AXES,
    SPREADS,
    accuracies_table,
    by_value_table,
    losses_table,
    lost_table,
    pointed_table,
)
from bp.charts.units import unit_grids

__all__ = [
    "AXES",
    "LIVE_POINTED",
    "LIVE_POINTS",
    "RESTING_POINTED",
    "RESTING_POINTS",
    "SPREADS",
    "accuracies_table",
    "accuracies_together",
    "accuracy_by_epoch",
    "accuracy_by_value",
    "accuracy_pointed",
    "accuracy_table",
    "by_value_table",
    "chance_level",
    "confusion_matrix",
    "data_uris",
    "digits_picture",
    "distinct",
    "error_against_step",
    "error_map",
    "loss_curve",
    "loss_marks",
    "loss_pointed",
    "loss_table",
    "losses_table",
    "losses_together",
    "lost_table",
    "ordered",
    "pointed_table",
    "probability_bars",
    "rate_and_limit",
    "side_by_side",
    "spans_decades",
    "unit_grids",
    "unit_histogram",
    "weight_limit",
    "weights_picture",
]
