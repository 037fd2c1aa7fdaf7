"""Parallel coordinates: each run a line across one axis a parameter, and what came of it."""

from typing import Any, cast

import altair as alt
import pandas as pd

from bp.charts.palette import GREEN, GREY
from bp.charts.sweep.axes import RAIL
from bp.charts.sweep.selected import SAID, colour, opacity, pointed, selections

WIDTH, HEIGHT = 860, 330  # pixels, with the labels of the last axis
STRIP, LAST = 14, 56  # wide enough for a hand that brushes, and for the last labels
SCALE = alt.Scale(domain=[RAIL[0] - 0.02, 1.03], nice=False)
AROUND = {"left": 5, "top": 5, "right": 5, "bottom": 20}
GROUND = alt.ViewBackground(fill=GREY, fillOpacity=0.3)
# Above 2,000 marks Streamlit draws on a canvas, whose view legends.js cannot find.
AS_SVG = {"embedOptions": {"renderer": "svg"}}


def parallel_coordinates(
    runs: pd.DataFrame, ticks: pd.DataFrame, *, titles: tuple[str, ...]
) -> alt.HConcatChart:
    """A line a run, coloured by its test accuracy; grey, on a rail below, what failed.

    Takes `runs_table` and `ticks_table`; the `titles` are of the axes. Every axis can be brushed,
    and all brushes hold together; a click picks a run.
    """
    brushes = [
        alt.selection_interval(name=f"brush_{place}", encodings=["y"])
        for place in range(len(titles))
    ]
    strength = opacity(*(str(brush.name) for brush in brushes))
    width = (WIDTH - STRIP * len(titles) - LAST) // (len(titles) - 1)
    panels: list[alt.LayerChart] = []
    for place, title in enumerate(titles):
        strip = _rules(runs, strength, _y(f"at_{place}"))
        strip[0] = strip[0].add_params(brushes[place])
        panels.append(alt.LayerChart(layer=strip, width=STRIP, height=HEIGHT, view=GROUND))
        layers = [_labels(ticks, place)]
        if place + 1 < len(titles):
            ends = _y(f"at_{place}"), alt.Y2(f"at_{place + 1}")
            lines = _rules(runs, strength, *ends)
            lines[0].name = _name(place)
            layers = lines + layers
        gap = width if place + 1 < len(titles) else LAST
        head = alt.TitleParams(title, anchor="start", dx=-STRIP, fontSize=12)
        panels.append(alt.LayerChart(layer=layers, width=gap, height=HEIGHT, title=head))
    chart = alt.hconcat(*panels, spacing=0, bounds="flush", padding=AROUND)
    chart.usermeta = AS_SVG
    chart.params = [
        *cast(list[Any], chart.params),
        *selections(*map(_name, range(len(titles) - 1))),
    ]
    return chart.configure_view(stroke=None).configure_mark(aria=False)


def _y(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q").scale(SCALE).axis(None)


def _name(place: int) -> str:
    return f"lines_{place}"


def _rules(
    runs: pd.DataFrame, strength: alt.OpacityValue, *ends: alt.Y | alt.Y2
) -> list[alt.Chart]:
    """Across a panel a rule a run, and in front of them that of the one under the pointer."""
    across = {"x": alt.value(0), "x2": alt.value("width")}
    every = alt.Chart(runs).mark_rule(strokeWidth=1.3, strokeCap="round", tooltip=SAID)
    front = pointed(runs).mark_rule(strokeWidth=4, strokeCap="round", color=GREEN)
    return [
        every.encode(*ends, colour(), opacity=strength, **across),
        front.encode(*ends, **across),
    ]


def _labels(ticks: pd.DataFrame, place: int) -> alt.Chart:
    """The ticks of an axis, to its right."""
    own = alt.Chart(ticks).transform_filter(alt.datum.axis == place)
    text = own.mark_text(color=GREY, align="left", x=3, fontSize=11)
    return text.encode(_y("at"), text="label:N")
