"""Tables in, Altair charts out. A chart only draws: its form never depends on the figures."""

from bp.charts.gradient_check.charts import error_against_step, error_map
from bp.charts.inside.charts import (
    confusion_matrix,
    probability_bars,
    rate_and_limit,
    unit_histogram,
)
from bp.charts.inside.pictures import (
    coarser,
    data_uris,
    digits_picture,
    weight_limit,
    weights_picture,
)
from bp.charts.inside.units import unit_grids
from bp.charts.many_runs.charts import (
    accuracies_together,
    accuracy_by_value,
    losses_together,
    side_by_side,
)
from bp.charts.many_runs.tables import (
    AXES,
    SPREADS,
    accuracies_table,
    by_value_table,
    losses_table,
    lost_table,
    pointed_table,
)
from bp.charts.one_run.accuracy import accuracy_by_epoch
from bp.charts.one_run.loss import loss_curve
from bp.charts.one_run.tables import (
    accuracy_pointed,
    accuracy_table,
    chance_level,
    loss_marks,
    loss_pointed,
    loss_table,
    spans_decades,
)
from bp.charts.palette import distinct, ordered
from bp.charts.reduce import LIVE_POINTED, LIVE_POINTS, RESTING_POINTED, RESTING_POINTS

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
    "coarser",
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
