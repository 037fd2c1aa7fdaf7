"""Tables in, Altair charts out. A chart only draws: its form never depends on the figures."""

from bp.charts.along import AXES, room_table
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
from bp.charts.many_runs.beside import side_by_side
from bp.charts.many_runs.by_value import accuracy_by_value
from bp.charts.many_runs.charts import accuracies_together, losses_together
from bp.charts.many_runs.marks import ends_table, loss_ends, lost_table, peaks_table
from bp.charts.many_runs.tables import (
    SPREADS,
    accuracies_table,
    by_value_table,
    losses_table,
    pointed_table,
)
from bp.charts.one_run.accuracy import accuracy_curve
from bp.charts.one_run.loss import loss_curve
from bp.charts.one_run.marks import loss_marks, lowest_table, peak_table
from bp.charts.one_run.tables import (
    accuracy_pointed,
    accuracy_table,
    chance_level,
    evaluated_table,
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
    "accuracy_by_value",
    "accuracy_curve",
    "accuracy_pointed",
    "accuracy_table",
    "by_value_table",
    "chance_level",
    "coarser",
    "confusion_matrix",
    "data_uris",
    "digits_picture",
    "distinct",
    "ends_table",
    "error_against_step",
    "error_map",
    "evaluated_table",
    "loss_curve",
    "loss_ends",
    "loss_marks",
    "loss_pointed",
    "loss_table",
    "losses_table",
    "losses_together",
    "lost_table",
    "lowest_table",
    "ordered",
    "peak_table",
    "peaks_table",
    "pointed_table",
    "probability_bars",
    "rate_and_limit",
    "room_table",
    "side_by_side",
    "spans_decades",
    "unit_grids",
    "unit_histogram",
    "weight_limit",
    "weights_picture",
]
