"""Charts of runs that trained together."""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.loss import HEIGHT, reference
from bp.charts.palette import BLUE, VERMILLION
from bp.charts.steady import SAME_POINT, steady

WHICH = ["best", "last"]
TICKS = ",.4~g"  # 0.05 seconds, 1,200 iterations
Labels = tuple[str, ...]
Colours = tuple[str, ...]


def losses_together(
    curves: pd.DataFrame,
    pointed: pd.DataFrame,
    lost: pd.DataFrame,
    chance: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    legend: str | None,
    x_title: str,
    chosen: Labels = (),
    log: bool = False,
    band: bool = False,
) -> alt.LayerChart:
    """The smoothed loss of every run.

    Takes `losses_table`, `pointed_table` of it, `lost_table` and `chance_level`.
    """
    scale = alt.Scale(type="log" if log else "linear", zero=not log)
    y = alt.Y("value:Q").title("Loss, smoothed").scale(scale)
    x = alt.X("x:Q").title(x_title).axis(format=TICKS, labelFlush=True, labelFlushOffset=0)
    colour = (
        alt.Color("run:N").scale(domain=labels, range=colours).legend(title=legend, symbolOpacity=1)
    )
    left = alt.Chart(lost).encode(x, colour.legend(None))
    crosses = left.mark_text(text="✕", size=14, baseline="top").encode(
        y=alt.value(4), tooltip="mark:N"
    )
    lines = _lines(curves, x, y, colour, chosen=chosen, band=band)
    told = _pointed(pointed, x, labels)
    layers = [*reference(chance, scale), *lines, told, crosses]
    return alt.LayerChart(layer=layers, height=HEIGHT).configure_mark(aria=False)


def accuracies_together(
    curves: pd.DataFrame,
    pointed: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    legend: str | None,
    x_title: str,
    chosen: Labels = (),
    band: bool = False,
) -> alt.LayerChart:
    """The test accuracy of every run; takes `accuracies_table` and `pointed_table` of it."""
    y = alt.Y("value:Q").title("Test accuracy").scale(domain=[0, 1])
    x = alt.X("x:Q").title(x_title).axis(format=TICKS, labelFlush=True, labelFlushOffset=0)
    colour = (
        alt.Color("run:N").scale(domain=labels, range=colours).legend(title=legend, symbolOpacity=1)
    )
    lines = _lines(curves, x, y, colour, chosen=chosen, band=band)
    layers = [*lines, _pointed(pointed, x, labels)]
    return alt.LayerChart(layer=layers, height=HEIGHT).configure_mark(aria=False)


def side_by_side(
    curves: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    x_title: str,
    y_title: str,
    log: bool = False,
    columns: int = 4,
) -> alt.FacetChart:
    """Every run in a small chart of its own, all on the same axes."""
    scale = alt.Scale(type="log" if log else "linear", zero=not log)
    base = (
        steady(curves, "run")
        .properties(width=150, height=110)
        .encode(
            alt.X("x:Q").title(x_title).axis(format=TICKS, tickCount=3),
            alt.Color("run:N").scale(domain=labels, range=colours).legend(None),
        )
    )
    line = base.mark_line(strokeWidth=2).encode(alt.Y("value:Q").title(y_title).scale(scale))
    facet = alt.Facet("run:N").sort(list(labels)).title(None)
    return line.facet(facet=facet, columns=columns, spacing=14).configure_mark(aria=False)


def accuracy_by_value(
    accuracies: pd.DataFrame, *, title: str, logarithmic: bool, ordered: bool
) -> alt.LayerChart:
    """Best and last test accuracy against the varied value; takes `by_value_table`."""
    if ordered:
        scale = alt.Scale(type="log" if logarithmic else "linear", nice=False, padding=12)
        x: alt.X = alt.X("value:Q").title(title).scale(scale).axis(format="~g")
    else:
        x = alt.X("run:N").title(title).axis(labelAngle=0)
    base = alt.Chart(accuracies).encode(
        x,
        alt.Color("which:N")
        .scale(domain=WHICH, range=[BLUE, VERMILLION])
        .legend(title=None, symbolType="stroke"),
        tooltip=["run:N", "which:N", alt.Tooltip("accuracy:Q", format=".4f")],
    )
    line = base.mark_line().encode(
        alt.Y("accuracy:Q").title("Test accuracy").scale(domain=[0, 1]),
        alt.StrokeDash("which:N").scale(domain=WHICH, range=[[1, 0], [6, 4]]).legend(title=None),
    )
    points = base.mark_point(filled=True, size=60).encode(alt.Y("accuracy:Q"))
    spread = base.mark_rule().encode(alt.Y("lowest:Q"), alt.Y2("highest:Q"))
    return alt.LayerChart(layer=[spread, line, points], height=HEIGHT)


def _lines(
    curves: pd.DataFrame,
    x: alt.X,
    y: alt.Y,
    colour: alt.Color,
    *,
    chosen: Labels,
    band: bool,
) -> list[alt.Chart]:
    """A line a run, and a band over its seeds; a click on the legend or `chosen` highlights."""
    picked = alt.selection_point(name="picked", fields=["run"], bind="legend")
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"])
    base = steady(curves, "run").encode(x, colour)
    bright: Any = picked
    if chosen:
        bright = picked & alt.FieldOneOfPredicate(field="run", oneOf=list(chosen))
    line = base.mark_line(strokeWidth=2).encode(
        y, opacity=alt.when(bright).then(alt.value(1)).otherwise(alt.value(0.12))
    )
    layers = [line.add_params(picked, zoom)]
    if band:
        area = base.mark_area().encode(alt.Y("lowest:Q"), alt.Y2("highest:Q"))
        layers.insert(
            0,
            area.encode(opacity=alt.when(bright).then(alt.value(0.2)).otherwise(alt.value(0.03))),
        )
    return layers


def _pointed(table: pd.DataFrame, x: alt.X, labels: Labels) -> alt.Chart:
    # With a space at its end a label such as "1" is no array index, which browsers list first.
    runs = [Told(f"{label}\u00a0", label, ".4g") for label in labels]
    told = [Told("here", "x", ",.4~g"), *runs]
    return hover_rule(alt.Chart(table).encode(x, SAME_POINT), "x", told)
