"""Accuracy on the training and the test part, as evaluated."""

import altair as alt
import pandas as pd

from bp.charts.along import WHOLE
from bp.charts.axes import DASHES, NOWHERE, PADDING, along, room, share_axis
from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.loss import HEIGHT
from bp.charts.palette import BLUE, VERMILLION
from bp.charts.steady import SAME_POINT, steady

PARTS = ["train", "test"]


def accuracy_curve(
    accuracy: pd.DataFrame,
    pointed: pd.DataFrame,
    corners: pd.DataFrame,
    *,
    x_title: str = "Iteration",
    log_x: bool = False,
) -> alt.LayerChart:
    """Train solid and blue, test dashed and vermillion, on the whole scale from 0 to 1; no legend.

    Takes the tables `accuracy_table`, `accuracy_pointed` and `room_table`. `log_x` spreads the
    first iterations.
    """
    x = along(x_title, log=log_x, whole=x_title in WHOLE)
    base = steady(accuracy, "part").encode(x)
    line = base.mark_line(strokeWidth=2.5, strokeCap="round").encode(
        _share("accuracy"),
        alt.Color("part:N").scale(domain=PARTS, range=[BLUE, VERMILLION]).legend(None),
        alt.StrokeDash("part:N").scale(domain=PARTS, range=[[1, 0], DASHES]).legend(None),
    )
    told = [
        Told(x_title, "x", ",.6~g"),
        Told("Train", "train", ".2%"),
        Told("Test", "test", ".2%"),
    ]
    rule = hover_rule(alt.Chart(pointed).encode(x, SAME_POINT), "x", told)
    begin = alt.Chart(pointed).transform_filter("datum.point == 0").encode(x, SAME_POINT)
    dots = [
        begin.mark_point(color=colour, filled=True, opacity=1, size=20).encode(_share(part))
        for part, colour in zip(PARTS, (BLUE, VERMILLION), strict=True)
    ]
    ends = room(corners, x, NOWHERE)
    chart = alt.LayerChart(layer=[line, rule, ends, *dots], height=HEIGHT, padding=PADDING)
    return chart.configure_mark(aria=False)


def _share(column: str) -> alt.Y:
    axis = share_axis()
    return alt.Y(f"{column}:Q").title("Accuracy").scale(domain=[0, 1]).axis(axis)
