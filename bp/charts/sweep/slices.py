"""A slice: the test accuracy of every run against one parameter, whatever the others were."""

import altair as alt
import pandas as pd

from bp.charts.axes import PADDING, share_axis
from bp.charts.palette import GREEN, GREY
from bp.charts.sweep.selected import SAID, colour, opacity, pointed, selections

HEIGHT = 230  # pixels, with the axes
SCALE = alt.Scale(domain=[-0.05, 1.05], nice=False)
HIGH = alt.Scale(domain=[-0.16, 1.02], nice=False)
BELOW = -0.1  # of the accuracy: where the labels of the parameter are


def accuracy_slice(
    runs: pd.DataFrame, ticks: pd.DataFrame, *, place: int, title: str
) -> alt.LayerChart:
    """A point a run, a cross where it failed; takes `runs_table` and `ticks_table`.

    `place` is the number of the axis.
    """
    empty = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    x = alt.X(f"at_{place}:Q").title(title).scale(SCALE).axis(empty)
    y = alt.Y("best:Q").title("Best test accuracy").scale(HIGH).axis(share_axis())
    shape = alt.ShapeValue("circle", condition={"test": "datum.failed == 1", "value": "cross"})
    points = alt.Chart(runs, name="points").mark_point(filled=True, size=45, tooltip=SAID)
    points = points.encode(x, y, colour(), shape=shape, opacity=opacity())
    front = pointed(runs).mark_point(filled=True, size=260, color=GREEN, opacity=1).encode(x, y)
    own = alt.Chart(ticks).transform_filter(alt.datum.axis == place)
    at = alt.X("at:Q").title(title).scale(SCALE).axis(empty)
    grid = own.mark_rule(color=GREY, opacity=0.3).encode(at)
    below = own.mark_text(color=GREY, fontSize=11).encode(at, y=alt.datum(BELOW), text="label:N")
    chart = alt.LayerChart(
        layer=[grid, points, front, below],
        height=HEIGHT,
        padding=PADDING,
    )
    chart.params = selections("points")
    return chart.configure_mark(aria=False)
