"""What came of runs that trained together, against the value in which they differ."""

import altair as alt
import pandas as pd

from bp.charts.axes import AS_WRITTEN, DASHES, PADDING, STROKES, share_axis
from bp.charts.one_run.loss import HEIGHT
from bp.charts.palette import BLUE, VERMILLION

WHICH = ["best", "last"]


def accuracy_by_value(
    accuracies: pd.DataFrame,
    *,
    title: str,
    logarithmic: bool,
    ordered: bool,
    values: tuple[float, ...] = (),
) -> alt.LayerChart:
    """Best and last test accuracy against the varied value; takes `by_value_table`.

    Each of the `values` has a tick: they are what was tested.
    """
    if ordered:
        scale = alt.Scale(type="log" if logarithmic else "linear", nice=False, padding=24)
        axis = alt.Axis(values=list(values), labelExpr=AS_WRITTEN, labelOverlap="greedy")
        x: alt.X = alt.X("value:Q").title(title).scale(scale).axis(axis)
    else:
        x = alt.X("run:N").title(title).axis(labelAngle=0)
    legend = alt.Legend(title=None, **STROKES)
    base = alt.Chart(accuracies).encode(
        x,
        alt.Color("which:N").scale(domain=WHICH, range=[BLUE, VERMILLION]).legend(legend),
        tooltip=["run:N", "which:N", alt.Tooltip("accuracy:Q", format=".2%")],
    )
    share, axis = alt.Scale(domain=[0, 1]), share_axis()
    y = alt.Y("accuracy:Q").title("Test accuracy").scale(share).axis(axis)
    line = base.mark_line().encode(
        y,
        alt.StrokeDash("which:N").scale(domain=WHICH, range=[[1, 0], DASHES]).legend(legend),
    )
    points = base.mark_point(filled=True, size=60, opacity=1).encode(y)
    spread = base.mark_rule().encode(alt.Y("lowest:Q").scale(share).axis(axis), alt.Y2("highest:Q"))
    return alt.LayerChart(layer=[spread, line, points], height=HEIGHT, padding=PADDING)
