"""The loss of one run: of each batch, and of the test images."""

import altair as alt
import pandas as pd

from bp.charts.along import WHOLE
from bp.charts.axes import DASHES, PADDING, along, inward, loss_axis, loss_scale, over, room
from bp.charts.banded import banded
from bp.charts.hover import Told, hover_rule
from bp.charts.palette import BLUE, GREY, PURPLE, VERMILLION
from bp.charts.peak import peak
from bp.charts.steady import SAME_POINT, steady

HEIGHT = 270  # pixels
LEVEL = 13  # pixels from one line of labels to the next
TOLD = [
    Told("Loss, mean of the batches here", "loss", ".4g"),
    Told("Smoothed", "smoothed", ".4g"),
    Told("Lowest here", "lowest", ".4g"),
    Told("Highest here", "highest", ".4g"),
    Told("Latest test loss", "test", ".4g"),
]


def loss_curve(
    curve: pd.DataFrame,
    pointed: pd.DataFrame,
    marks: pd.DataFrame,
    chance: pd.DataFrame,
    tested: pd.DataFrame,
    lowest: pd.DataFrame,
    highest: pd.DataFrame,
    corners: pd.DataFrame,
    *,
    log: bool = False,
    x_title: str = "Iteration",
    log_x: bool = False,
) -> alt.LayerChart:
    """Raw loss faint with its band, smoothed solid, the test loss dashed with its lowest point.

    Takes the tables `loss_table`, `loss_pointed`, `loss_marks`, `chance_level`, `evaluated_table`,
    `lowest_table`, `peak_table` and `room_table`. `log_x` spreads the first iterations.
    """
    x = along(x_title, log=log_x, whole=x_title in WHOLE)
    scale, axis = loss_scale(log=log), loss_axis(log=log)
    y = alt.Y("loss:Q").title("Loss (nats)").scale(scale).axis(axis)
    title = alt.Y("lowest:Q").title("Loss (nats)").axis(axis)
    curves = banded(steady(curve).encode(x), scale, title, faint="loss", strong="smoothed")
    told = [Told(x_title, "x", ",.6~g"), *TOLD]
    layers = [
        *reference(chance, scale),
        *curves,
        _tested(tested, x, y),
        *_marks(marks, x),
        room(corners, x, alt.Y("y:Q").scale(scale).axis(axis)),
        hover_rule(alt.Chart(pointed).encode(x, SAME_POINT), "x", told),
        *peak(highest, x, y, alt.ColorValue(BLUE)),
        *_lowest(lowest, x, y),
    ]
    chart = alt.LayerChart(layer=layers, height=HEIGHT, padding=PADDING)
    return chart.configure_mark(aria=False)


def reference(chance: pd.DataFrame, scale: alt.Scale) -> list[alt.Chart]:
    """The cost of guessing as a dashed line with its name; takes `chance_level`."""
    base = alt.Chart(chance).encode(alt.Y("loss:Q").scale(scale))
    rule = base.mark_rule(color=GREY, strokeDash=[4, 4])
    text = base.mark_text(color=GREY, align="right", dx=-4, dy=-7).encode(
        x=alt.value("width"), text="mark:N"
    )
    return [rule, text.properties(name=over("chance"))]


def _tested(tested: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """The test loss, as dashed as the test accuracy beside it."""
    return steady(tested).mark_line(color=VERMILLION, strokeWidth=2, strokeDash=DASHES).encode(x, y)


def _lowest(lowest: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A point at the lowest test loss, and what it is: where more of the chart is free."""
    base = alt.Chart(lowest).encode(x, y, SAME_POINT, tooltip="mark:N")
    point = base.mark_point(color=VERMILLION, filled=True, opacity=1, size=40)
    below = "scale('y', datum.loss) < height / 2"
    text = base.mark_text(
        color=VERMILLION,
        dy=alt.ExprRef(f"{below} ? 16 : -16"),
        **inward("x", 190),
    ).encode(text="mark:N")
    return [point, text.properties(name=over("lowest"))]


def _marks(marks: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    base = alt.Chart(marks).encode(x, SAME_POINT)
    rule = base.mark_rule(color=PURPLE, strokeDash=[2, 2]).encode(tooltip="mark:N")
    text = base.mark_text(
        color=PURPLE,
        baseline="top",
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.align == 'left' ? 4 : -4"),
        y=alt.ExprRef(f"2 + {LEVEL} * datum.level"),
    ).encode(text="mark:N")
    return [rule, text.properties(name=over("changes"))]
