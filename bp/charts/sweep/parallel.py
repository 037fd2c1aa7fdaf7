"""Parallel coordinates: each run a line across one axis a parameter, and what came of it."""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.palette import GREY
from bp.charts.sweep.axes import RAIL
from bp.charts.sweep.selected import FAILED, by_accuracy, opacity, selections, told, with_pointed

WIDTH, HEIGHT = 860, 330  # pixels, with the labels of the last axis
STRIP, LAST = 14, 56  # wide enough for a hand that brushes, and for the last labels
SCALE = alt.Scale(domain=[RAIL[0] - 0.02, 1.03], nice=False)
AROUND = {"left": 5, "top": 26, "right": 5, "bottom": 20}
THICK = alt.value(4)
# Above 2,000 marks Streamlit draws on a canvas, whose view legends.js cannot find.
AS_SVG = {"embedOptions": {"renderer": "svg"}}
Look = dict[str, Any]


def parallel_coordinates(
    runs: pd.DataFrame, ticks: pd.DataFrame, *, titles: tuple[str, ...]
) -> alt.HConcatChart:
    """A line a run, coloured by its test accuracy; dashed and grey, on a rail below, what failed.

    Takes `runs_table` and `ticks_table`; the `titles` are of the axes. Every axis can be brushed,
    and all brushes hold together; a click picks a run.
    """
    brushes = [
        alt.selection_interval(name=f"brush_{place}", encodings=["y"])
        for place in range(len(titles))
    ]
    look = _look([str(brush.name) for brush in brushes])
    width = (WIDTH - STRIP * len(titles) - LAST) // (len(titles) - 1)
    panels: list[alt.LayerChart] = []
    for place, title in enumerate(titles):
        strip = with_pointed(_strip(runs, place, look), strokeWidth=THICK)
        strip[0] = strip[0].add_params(brushes[place])
        ground = alt.ViewBackground(fill=GREY, fillOpacity=0.3)
        panels.append(alt.LayerChart(layer=strip, width=STRIP, height=HEIGHT, view=ground))
        layers = _labels(ticks, place, title)
        if place + 1 < len(titles):
            layers = [*with_pointed(_lines(runs, place, look), strokeWidth=THICK), *layers]
        gap = width if place + 1 < len(titles) else LAST
        panels.append(alt.LayerChart(layer=layers, width=gap, height=HEIGHT))
    chart = alt.hconcat(*panels, spacing=0, bounds="flush", padding=AROUND)
    chart.usermeta = AS_SVG
    chart.params = [*chart.params, *selections(*map(_name, range(len(titles) - 1)))]
    return chart.configure_view(stroke=None).configure_mark(aria=False)


def _look(brushes: list[str]) -> Look:
    """How a run is drawn, in all panels alike."""
    return {
        "color": by_accuracy(),
        "opacity": opacity(*brushes, strong=0.6, faint=0.05),
        "strokeWidth": alt.value(1.3),
        "strokeDash": alt.StrokeDashValue([1, 0], condition={"test": FAILED, "value": [2, 3]}),
        "tooltip": told(),
    }


def _y(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q").scale(SCALE).axis(None)


def _name(place: int) -> str:
    return f"lines_{place}"


def _strip(runs: pd.DataFrame, place: int, look: Look) -> alt.Chart:
    """What crosses an axis, where it is brushed."""
    return alt.Chart(runs).mark_rule(x=0, x2=STRIP).encode(_y(f"at_{place}"), **look)


def _lines(runs: pd.DataFrame, place: int, look: Look) -> alt.Chart:
    """From one axis to the next."""
    lines = alt.Chart(runs, name=_name(place)).mark_rule(strokeCap="round")
    ends = {"x": alt.value(0), "x2": alt.value("width")}
    return lines.encode(_y(f"at_{place}"), alt.Y2(f"at_{place + 1}"), **ends, **look)


def _labels(ticks: pd.DataFrame, place: int, title: str) -> list[alt.Chart]:
    """The ticks of an axis to its right, and its title above."""
    own = alt.Chart(ticks).transform_filter(alt.datum.axis == place)
    text = own.mark_text(color=GREY, align="left", x=3, fontSize=11).encode(
        _y("at"), text="label:N"
    )
    above = alt.Chart(alt.Data(values=[{}])).mark_text(
        text=title, color=GREY, align="left", x=-STRIP, y=-12, fontWeight="bold", clip=False
    )
    return [text, above]
