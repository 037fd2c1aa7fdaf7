"""The curves of runs that trained together, all in one chart."""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.along import WHOLE
from bp.charts.axes import NOWHERE, along, loss_axis, loss_scale, room, share_axis
from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.loss import reference
from bp.charts.peak import peak
from bp.charts.steady import SAME_POINT, steady

HEIGHT = 300  # pixels
PHONE = 300  # pixels of a legend
NAMED = "named"  # the run whose name at its end was clicked
MOST_ROOM = 90  # pixels to the right of the curves for their names
Labels = tuple[str, ...]
Colours = tuple[str, ...]


def losses_together(
    curves: pd.DataFrame,
    pointed: pd.DataFrame,
    lost: pd.DataFrame,
    chance: pd.DataFrame,
    peaks: pd.DataFrame,
    ends: pd.DataFrame,
    corners: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    legend: str | None,
    x_title: str,
    chosen: Labels = (),
    log: bool = False,
    log_x: bool = False,
    band: bool = False,
) -> alt.LayerChart:
    """The smoothed loss of every run, with its highest point as it was measured.

    Takes `losses_table`, `pointed_table` of it, `lost_table`, `chance_level`, `peaks_table`,
    `ends_table` and `room_table`. `log_x` spreads the first iterations.
    """
    scale, axis = loss_scale(log=log), loss_axis(log=log)
    y = alt.Y("value:Q").title("Loss (nats), smoothed").scale(scale).axis(axis)
    x = along(x_title, log=log_x, whole=x_title in WHOLE)
    colour = _colour(labels, colours).legend(_legend(legend, labels))
    layers = [
        *reference(chance, scale),
        *_lines(curves, x, y, colour, chosen=chosen, band=band),
        room(corners, x, alt.Y("y:Q").scale(scale).axis(axis)),
        _pointed(pointed, x, labels, ".4g"),
        _crosses(lost, x, colour.legend(None)),
        *peak(peaks, x, y, colour.legend(None)),
        _ends(ends, scale, axis, colour.legend(None)),
    ]
    return _finished(layers, labels)


def accuracies_together(
    curves: pd.DataFrame,
    pointed: pd.DataFrame,
    ends: pd.DataFrame,
    corners: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    x_title: str,
    chosen: Labels = (),
    log_x: bool = False,
    band: bool = False,
) -> alt.LayerChart:
    """The test accuracy of every run; the legend is that of `losses_together`, beside it.

    Takes `accuracies_table`, `pointed_table` of it, `ends_table` and `room_table`.
    """
    scale, axis = alt.Scale(domain=[0, 1]), share_axis()
    y = alt.Y("value:Q").title("Test accuracy").scale(scale).axis(axis)
    x = along(x_title, log=log_x, whole=x_title in WHOLE)
    colour = _colour(labels, colours).legend(None)
    layers = [
        *_lines(curves, x, y, colour, chosen=chosen, band=band),
        _pointed(pointed, x, labels, ".2%"),
        room(corners, x, NOWHERE),
        _ends(ends, scale, axis, colour),
    ]
    return _finished(layers, labels)


def _lines(
    curves: pd.DataFrame,
    x: alt.X,
    y: alt.Y,
    colour: alt.Color,
    *,
    chosen: Labels,
    band: bool,
) -> list[alt.Chart]:
    """A line a run, and a band over its seeds; clicks on the legend or a name highlight."""
    picked = alt.selection_point(name="picked", fields=["run"], bind="legend")
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"])
    base = steady(curves, "run").encode(x, colour)
    bright: Any = picked & alt.selection_point(name=NAMED)
    if chosen:
        bright &= alt.FieldOneOfPredicate(field="run", oneOf=list(chosen))
    line = base.mark_line(strokeWidth=2, strokeCap="round").encode(
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


def _crosses(lost: pd.DataFrame, x: alt.X, colour: alt.Color) -> alt.Chart:
    left = alt.Chart(lost).encode(x, colour)
    return left.mark_text(text="✕", size=14, baseline="top").encode(
        y=alt.value(4), tooltip="mark:N"
    )


def _pointed(table: pd.DataFrame, x: alt.X, labels: Labels, form: str) -> alt.Chart:
    # With a space at its end a label such as "1" is no array index, which browsers list first.
    runs = [Told(f"{label}\u00a0", label, form) for label in labels]
    told = [Told("here", "x", ",.6~g"), *runs]
    return hover_rule(alt.Chart(table).encode(x, SAME_POINT), "x", told)


def _ends(ends: pd.DataFrame, scale: alt.Scale, axis: alt.Axis, colour: alt.Color) -> alt.Chart:
    """The name of each curve at its end, in the room that `_finished` leaves."""
    named = alt.selection_point(name=NAMED, fields=["run"])
    text = alt.Chart(ends).mark_text(
        x=alt.ExprRef("datum.last ? width : scale('x', datum.x)"),
        align="left",
        dx=5,
        fontSize=11,
        limit=MOST_ROOM,
        tooltip=None,
        clip=False,
        cursor="pointer",
    )
    return text.encode(
        alt.Y("y:Q").scale(scale).axis(axis), colour, SAME_POINT, text="run:N"
    ).add_params(named)


def _colour(labels: Labels, colours: Colours) -> alt.Color:
    return alt.Color("run:N").scale(domain=labels, range=colours)


def _legend(title: str | None, labels: Labels) -> alt.Legend:
    """Above the curves, where it covers none, in columns that fit on a phone."""
    free = PHONE - 7 * len(title or "")
    columns = max(1, min(len(labels), free // (24 + 7 * max(map(len, labels)))))
    return alt.Legend(
        title=title,
        titleOrient="left",
        orient="top",
        columns=columns,
        columnPadding=8,
        symbolType="circle",
        symbolOpacity=1,
        symbolStrokeWidth=0,
    )


def _finished(layers: list[alt.Chart], labels: Labels) -> alt.LayerChart:
    right = min(MOST_ROOM, 7 * max(map(len, labels))) + 10
    padding = {"left": 5, "top": 5, "right": right, "bottom": 20}
    chart = alt.LayerChart(layer=layers, height=HEIGHT, padding=padding)
    return chart.configure_mark(aria=False)
