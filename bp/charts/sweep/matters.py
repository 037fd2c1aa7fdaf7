"""What matters in a sweep: a bar a parameter, by a random forest and by rank correlation."""

import altair as alt
import numpy as np
import pandas as pd

from bp.charts.axes import PADDING
from bp.charts.palette import BLUE, GREY
from bp.training.config import CHOICES, named

BAR = 26  # pixels
NAME = 140  # pixels of the longest name


def matters_table(importance: pd.DataFrame) -> pd.DataFrame:
    """Columns parameter, importance, low, high (in points), correlation and words for both.

    Takes the table of bp.search.importance: columns parameter, importance, deviation and
    rank_correlation, the last nan where values have no order.
    """
    points = 100 * importance["importance"]
    deviation = 100 * importance["deviation"]
    correlation = importance["rank_correlation"]
    return pd.DataFrame(
        {
            "parameter": [named(field) for field in importance["parameter"]],
            "importance": points,
            "low": points - deviation,
            "high": points + deviation,
            "correlation": correlation,
            "in_points": [f"{each:.1f} points" for each in points],
            "in_words": list(map(_in_words, importance["parameter"], correlation)),
        }
    )


def importance_bars(table: pd.DataFrame, *, bars: int) -> alt.LayerChart:
    """Points of test accuracy that shuffling costs, with a standard deviation either way."""
    base = alt.Chart(table).encode(_parameter())
    x = alt.X("importance:Q").title("Error that shuffling it adds (points of test accuracy)")
    bar = base.mark_bar(color=BLUE, height=14).encode(x, tooltip=["parameter:N", "in_points:N"])
    spread = base.mark_rule(color=GREY, strokeWidth=2).encode(alt.X("low:Q"), alt.X2("high:Q"))
    return _finished([bar, spread], bars)


def correlation_bars(table: pd.DataFrame, *, bars: int) -> alt.LayerChart:
    """Spearman's rank correlation with the test accuracy, from -1 to 1; a dash for choices."""
    base = alt.Chart(table).encode(_parameter())
    scale, axis = alt.Scale(domain=[-1, 1]), alt.Axis(values=[-1, -0.5, 0, 0.5, 1])
    x = alt.X("correlation:Q").title("Rank correlation with it (Spearman)").scale(scale).axis(axis)
    bar = base.mark_bar(color=GREY, height=14).encode(x, tooltip=["parameter:N", "in_words:N"])
    none = base.transform_filter("!isValid(datum.correlation)").mark_text(text="–", color=GREY)
    return _finished([bar, none.encode(x=alt.datum(0))], bars)


def _parameter() -> alt.Y:
    axis = alt.Axis(minExtent=NAME, maxExtent=NAME, labelLimit=NAME, labelOverlap=False)
    return alt.Y("parameter:N").title(None).sort(None).axis(axis)


def _finished(layers: list[alt.Chart], bars: int) -> alt.LayerChart:
    height = 80 + BAR * bars
    return alt.LayerChart(layer=layers, height=height, padding=PADDING).configure_mark(aria=False)


def _in_words(field: str, value: float) -> str:
    if np.isfinite(value):
        return f"{value:+.2f}"
    has_no_order = field in (*CHOICES, "seed")
    return "none: its values have no order" if has_no_order else "not known: too little differs"
