"""A rule under the pointer that tells what every curve has there."""

from collections.abc import Sequence

import altair as alt

from bp.charts.palette import GREY


def hover_rule(
    base: alt.Chart,
    field: str,
    tooltip: Sequence[alt.Tooltip],
    *,
    series: str = "",
    value: str = "",
) -> alt.Chart:
    """The rule at the point of `field` nearest to the pointer.

    With `series` and `value`, the names of the columns of a long table, each series becomes a
    field of its own, so that one tooltip can tell them all.
    """
    hover = alt.selection_point(
        name="hover", fields=[field], nearest=True, on="pointerover", empty=False
    )
    if series:
        base = base.transform_pivot(series, value=value, groupby=[field])
    return (
        base.mark_rule(color=GREY)
        .encode(
            color=alt.value(GREY),
            opacity=alt.condition(hover, alt.value(0.6), alt.value(0)),
            tooltip=list(tooltip),
        )
        .add_params(hover)
    )
