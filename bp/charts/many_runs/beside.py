"""The curves of runs that trained together, each in a small chart of its own."""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.along import WHOLE
from bp.charts.axes import NOWHERE, PADDING, along, loss_axis, loss_scale, room, share_axis
from bp.charts.many_runs.charts import Colours, Labels
from bp.charts.peak import peak
from bp.charts.steady import steady

MOST_BESIDE, BESIDE = 5, 860  # charts in a row, and the pixels that they have together


def side_by_side(
    curves: pd.DataFrame,
    peaks: pd.DataFrame,
    corners: pd.DataFrame,
    *,
    labels: Labels,
    colours: Colours,
    x_title: str,
    y_title: str,
    log: bool = False,
    log_x: bool = False,
    share: bool = False,
) -> alt.ConcatChart:
    """Every run in a small chart of its own, all on the same axes, in rows as even as can be.

    Takes `losses_table` with `peaks_table` and `room_table`; with `share` the values are shares
    of 1, and of the room only the width is taken.
    """
    columns = -(-len(labels) // -(-len(labels) // MOST_BESIDE))
    size: dict[str, Any] = {"width": round((BESIDE - 58) / columns) - 46, "height": 120}
    scale = alt.Scale(domain=[0, 1]) if share else loss_scale(log=log)
    axis = share_axis() if share else loss_axis(log=log)
    x = along(x_title, log=log_x, whole=x_title in WHOLE, ticks=3)
    corner = NOWHERE if share else alt.Y("y:Q").scale(scale).axis(axis)
    panels = []
    for place, (label, colour) in enumerate(zip(labels, colours, strict=True)):
        this = alt.FieldEqualPredicate(field="run", equal=label)
        y = alt.Y("value:Q").title(None if place % columns else y_title).scale(scale).axis(axis)
        line = steady(curves, "run", only=this).mark_line(
            color=colour, strokeWidth=2, strokeCap="round"
        )
        own = alt.Chart(peaks).transform_filter(this)
        layers = [line.encode(x, y), *peak(own, x, y, alt.ColorValue(colour))]
        panels.append(
            alt.LayerChart(layer=[*layers, room(corners, x, corner)], title=label, **size)
        )
    chart = alt.concat(*panels, columns=columns, spacing=10, padding=PADDING)
    return chart.resolve_scale(x="shared", y="shared").configure_mark(aria=False)
