"""A rule under the pointer that tells what every curve has there."""

from collections.abc import Sequence

import altair as alt

from bp.charts.palette import GREY


def hover_rule(base: alt.Chart, field: str, tooltip: Sequence[alt.Tooltip]) -> alt.Chart:
    """The rule at the point of `field` nearest to the pointer; one row of `base` is one point.

    Each point is a rule and a region of the chart, drawn anew with every frame: give it few. A
    table in which each series is a column tells them all; pivoting a long one in the browser
    would keep every point that ever was there (Vega's aggregates let none go).
    """
    hover = alt.selection_point(
        name="hover", fields=[field], nearest=True, on="pointerover", empty=False
    )
    return (
        base.mark_rule(color=GREY)
        .encode(
            color=alt.value(GREY),
            opacity=alt.condition(hover, alt.value(0.6), alt.value(0)),
            tooltip=list(tooltip),
        )
        .add_params(hover)
    )
