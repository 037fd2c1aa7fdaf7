"""The loss of each batch, iteration by iteration."""

import altair as alt
import pandas as pd

from bp.charts.banded import banded
from bp.charts.hover import Told, hover_rule
from bp.charts.palette import GREY, VERMILLION
from bp.charts.steady import SAME_POINT, steady

HEIGHT = 270  # pixels


def loss_curve(
    curve: pd.DataFrame,
    pointed: pd.DataFrame,
    marks: pd.DataFrame,
    chance: pd.DataFrame,
    *,
    log: bool = False,
) -> alt.LayerChart:
    """Raw loss faint with its band, smoothed strong; marks and the cost of guessing behind.

    Takes the tables `loss_table`, `loss_pointed`, `loss_marks` and `chance_level`.
    """
    iteration = (
        alt.X("iteration:Q").title("Iteration").axis(format=",d", tickMinStep=1, labelFlush=True)
    )
    scale = alt.Scale(type="log" if log else "linear", zero=not log)
    base = steady(curve).encode(iteration)
    title = alt.Y("lowest:Q").title("Loss of the batch")
    curves = banded(base, scale, title, faint="loss", strong="smoothed")
    told = [
        Told("Iteration", "iteration", ",.0f"),
        Told("Loss", "loss", ".4g"),
        Told("Smoothed", "smoothed", ".4g"),
        Told("Lowest here", "lowest", ".4g"),
        Told("Highest here", "highest", ".4g"),
    ]
    rule = hover_rule(alt.Chart(pointed).encode(iteration, SAME_POINT), "iteration", told)
    layers = [*reference(chance, scale), *curves, *_marks(marks, iteration), rule]
    return alt.LayerChart(layer=layers, height=HEIGHT).configure_mark(aria=False)


def reference(chance: pd.DataFrame, scale: alt.Scale) -> list[alt.Chart]:
    """The cost of guessing as a dashed line with its name; takes `chance_level`."""
    base = alt.Chart(chance).encode(alt.Y("loss:Q").scale(scale))
    rule = base.mark_rule(color=GREY, strokeDash=[4, 4])
    text = base.mark_text(color=GREY, align="right", dx=-4, dy=-7).encode(
        x=alt.value("width"), text="mark:N"
    )
    return [rule, text]


def _marks(marks: pd.DataFrame, iteration: alt.X) -> list[alt.Chart]:
    base = alt.Chart(marks).encode(iteration)
    rule = base.mark_rule(color=VERMILLION, strokeDash=[2, 2]).encode(tooltip="mark:N")
    text = base.mark_text(color=VERMILLION, align="left", baseline="top", dx=4).encode(
        y=alt.value(2), text="text:N"
    )
    return [rule, text]
