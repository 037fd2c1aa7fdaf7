"""Axes whose labels are whole and written as people write them, with a tick at every decade.

A scale is named as Vega-Lite names it in a chart of layers: "x" or "y".
"""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.steady import SAME_POINT

# 1,000 and 0.001, 1e6 and 1e-5: d3 writes 1e+6, and its own choice mixes both forms on one axis.
AS_WRITTEN = (
    "datum.value != 0 && (abs(datum.value) < 0.001 || abs(datum.value) >= 1e6) ? "
    "replace(format(datum.value, '.4~e'), 'e+', 'e') : format(datum.value, ',.6~g')"
)
FLUSH = 10  # pixels from an end within which a label is moved inward, so that it is not cut
# A legend above the curves, where it covers none, of strokes long enough to show their dashes.
STROKES: Any = {
    "orient": "top",
    "symbolType": "stroke",
    "symbolStrokeWidth": 2.5,
    "symbolSize": 500,
}
DASHES = [6, 4]  # of what is of the test part
PADDING = {"left": 5, "top": 5, "right": 14, "bottom": 20}  # pixels: the last label is whole
EXTENT = 40  # pixels of a vertical axis: those of 1,000
NOWHERE: Any = alt.value(0)  # in place of an axis that is to stay as it is
POWERS = range(-9, 39)  # to the largest float32
WIDE, NARROW = 40, 6  # from end to end: above and below it has decades alone, or every digit
FLAT = 2  # and below it, between two digits, even steps


def written(*, whole: bool = False, **options: Any) -> alt.Axis:
    """A linear axis; `whole` for counts, which have no halves."""
    steps: dict[str, Any] = {"tickMinStep": 1} if whole else {}
    return alt.Axis(labelExpr=AS_WRITTEN, **{"labelFlush": False, **steps, **options})


def decades(scale: str, **options: Any) -> alt.Axis:
    """A logarithmic axis: the decades, on shorter ones 2 and 5 as well, every digit, or steps."""
    ends = f"domain('{scale}')"
    low, high = f"min({ends}[0], {ends}[1])", f"max({ends}[0], {ends}[1])"
    ratio, step = f"{high} / {low}", f"pow(10, floor(log({high} - {low}) / LN10))"
    ticks = (
        f"{ratio} > {WIDE} ? {_multiples(1)} : "
        f"{ratio} > {NARROW} ? {_multiples(1, 2, 5)} : "
        f"{ratio} > {FLAT} ? {_multiples(*range(1, 10))} : "
        f"sequence(ceil({low} / {step}) * {step}, {high}, {step})"
    )
    form: dict[str, Any] = {"labelOverlap": "greedy", "labelFlush": False, **options}
    return alt.Axis(values=alt.ExprRef(ticks), labelExpr=AS_WRITTEN, **form)


def along(
    title: str,
    *,
    log: bool = False,
    whole: bool = False,
    column: str = "x",
    ticks: int | None = None,
) -> alt.X:
    """The horizontal axis of curves: from 0 on, as logarithmic as 0 allows; about so many ticks."""
    if not log:
        few = {} if ticks is None else {"tickCount": ticks}
        axis = written(whole=whole, labelFlush=FLUSH, **few)
        return alt.X(f"{column}:Q").title(title).scale(zero=True, nice=False).axis(axis)
    smallest = 0 if whole else -2
    powers = [0, *(float(f"1e{power}") for power in range(smallest, 10))]
    axis = alt.Axis(values=powers, labelExpr=AS_WRITTEN, labelFlush=FLUSH)
    scale = alt.Scale(type="symlog", constant=10.0**smallest, nice=False)
    return alt.X(f"{column}:Q").title(title).scale(scale).axis(axis)


def loss_scale(*, log: bool) -> alt.Scale:
    """From 0 to the highest loss that is drawn, or over whole decades."""
    return alt.Scale(type="log", nice=True) if log else alt.Scale(zero=True, nice=False)


def loss_axis(*, log: bool) -> alt.Axis:
    """That of `loss_scale`; other labels, while it moves, do not make the chart narrower."""
    return decades("y", minExtent=EXTENT) if log else written(minExtent=EXTENT)


def share_axis() -> alt.Axis:
    """From 0 to 100 %, as wide as that of a loss."""
    return alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".0%", minExtent=EXTENT)


def room(table: pd.DataFrame, x: alt.X, y: Any) -> alt.Chart:
    """Nothing to see: the axes reach as far as the columns `x` and `y`, whatever else is drawn."""
    return alt.Chart(table).mark_point(opacity=0, size=0).encode(x, SAME_POINT, y=y)


def inward(field: str, pixels: int) -> dict[str, Any]:
    """Options of a text so wide beside `field` on x: right of it, else left, else as fits."""
    place = f"scale('x', datum['{field}'])"
    right, left = f"{place} + {pixels} < width", f"{place} > {pixels}"
    return {
        "align": alt.ExprRef(f"{right} || !({left}) ? 'left' : 'right'"),
        "dx": alt.ExprRef(f"{right} ? 5 : {left} ? -5 : width - {pixels} - {place}"),
    }


def over(name: str) -> str:
    """The name of a layer of words that curves may pass: style.css clears what is behind them."""
    return f"over_{name}"


def _multiples(*digits: int) -> str:
    return "[" + ",".join(f"{digit}e{power}" for power in POWERS for digit in digits) + "]"
