"""A rule under the pointer that tells what every curve has there."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from bp.charts.palette import GREY


class Told(NamedTuple):
    """A line under the pointer: its title, the column that it reads, and a format of d3's."""

    title: str
    column: str
    form: str


def hover_rule(base: alt.Chart, field: str, told: Sequence[Told]) -> alt.Chart:
    """The rule at the point of `field` nearest to the pointer; one row of `base` is one point.

    Each point is a rule and a region of the chart, drawn anew with every frame: give it few. A
    table in which each series is a column tells them all; pivoting a long one in the browser
    would keep every point that ever was there (Vega's aggregates let none go).
    """
    hover = alt.selection_point(
        name="hover", fields=[field], nearest=True, on="pointerover", empty=False
    )
    return (
        base.mark_rule(color=GREY, tooltip=alt.ExprRef(_expression(told)))
        .encode(
            color=alt.value(GREY),
            opacity=alt.condition(hover, alt.value(0.6), alt.value(0)),
        )
        .add_params(hover)
    )


def _expression(told: Sequence[Told]) -> str:
    """The lines as Vega writes an object; its own tooltips would say NaN where there is nothing.

    What lies under the pointer is a region around a rule, and its datum that rule.
    """
    return f"{{{', '.join(map(_line, told))}}}"


def _line(told: Told) -> str:
    title, column, form = (json.dumps(text, ensure_ascii=False) for text in told)
    value = f"(datum.datum || datum)[{column}]"
    return f"{title}: isValid({value}) && isFinite({value}) ? format({value}, {form}) : '–'"
