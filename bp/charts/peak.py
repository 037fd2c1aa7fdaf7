"""The highest point of a curve, as it was measured: no smoothing and no length makes it fade."""

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.steady import SAME_POINT


def peak(
    table: pd.DataFrame | alt.Chart, x: alt.X, y: alt.Y, colour: alt.Color | alt.ColorValue
) -> list[alt.Chart]:
    """A line from the smoothed curve up to the peak, and a point there; `foot` is where it begins.

    Takes `peak_table` or `peaks_table`, or a chart of one.
    """
    chart = table if isinstance(table, alt.Chart) else alt.Chart(table)
    base = chart.encode(x, y, colour, SAME_POINT, tooltip="mark:N")
    rule = base.mark_rule(strokeWidth=1).encode(alt.Y2("foot:Q"))
    return [rule, base.mark_point(filled=True, opacity=1, size=24)]


def foot(
    x: NDArray[np.floating], values: NDArray[np.floating], at: float, otherwise: float
) -> float:
    """The smoothed value whose x is nearest to `at`; `otherwise` where the curve has a gap."""
    value = float(values[int(np.abs(x - at).argmin())])
    return value if np.isfinite(value) else otherwise
