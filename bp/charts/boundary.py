"""Where training converges and where it diverges, over the learning rates of two layers.

A pixel is a run: blue where it converged, orange where it diverged. The slower it did, the darker
the blue and the paler the orange, so that along the boundary dark meets pale in any colour vision.
"""

import math
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.axes import AS_WRITTEN, PADDING
from bp.charts.inside.pictures import as_png
from bp.charts.palette import GREY

Array = NDArray[Any]
Span = tuple[float, float, float, float]  # powers of ten: W1 from, W1 to, W2 from, W2 to

CONVERGED = ("#06264A", "#8CCBF2")  # from the slowest to the fastest
DIVERGED = ("#FCEBD0", "#A63E00")
LEVELS = 127  # of each colour; place 0 of the palette is a run that is still to come
HEIGHT = 470  # pixels, with the axes
SELECTION = "zoom"  # the rectangle that is drawn with the mouse
WHOLE = 2.5  # decades from which the ticks are powers of ten


def boundary_picture(image: Array) -> str:
    """The picture of the measures of a map, `(resolution, resolution)`, as an address.

    Below 0 a run converged; not a number is still to come, and has the colour of the nearest run
    to its lower left that is through. The first row is the lowest one.
    """
    known = _covered(image)
    places = np.zeros(known.shape, np.uint8)
    places[known < 0] = 1 + _levels(-known[known < 0])
    places[known >= 0] = 1 + LEVELS + _levels(known[known >= 0])
    return as_png(places[::-1], palette=_palette())


def boundary_table(image: Array, span: Span) -> pd.DataFrame:
    """One row: the picture, and between which powers of ten it lies."""
    names = ["w1_from", "w1_to", "w2_from", "w2_to"]
    return pd.DataFrame([dict(zip(names, span, strict=True)) | {"url": boundary_picture(image)}])


def boundary_map(table: Any, *, span: Span, selectable: bool = False) -> alt.Chart:
    """The picture on logarithmic axes of the two rates; takes `boundary_table`.

    With `selectable`, a rectangle can be drawn: SELECTION has its ends as powers of ten, under
    `w1_from` and `w2_from`.
    """
    chart = (
        alt.Chart(table, height=HEIGHT, padding=PADDING)
        .mark_image(aspect=False, smooth=False)
        .encode(
            alt.X("w1_from:Q")
            .scale(domain=list(span[:2]), nice=False, zero=False)
            .axis(_rates(span[0], span[1], "Learning rate of W1")),
            alt.X2("w1_to:Q"),
            alt.Y("w2_from:Q")
            .scale(domain=list(span[2:]), nice=False, zero=False)
            .axis(_rates(span[2], span[3], "Learning rate of W2")),
            alt.Y2("w2_to:Q"),
            alt.Url("url:N"),
        )
    )
    if not selectable:
        return chart
    brush = alt.BrushConfig(fill=GREY, fillOpacity=0.3, stroke="#000000", strokeWidth=2)
    drawn = alt.selection_interval(name=SELECTION, encodings=["x", "y"], mark=brush, zoom=False)
    return chart.add_params(drawn)


def scale_css(stops: tuple[str, str]) -> str:
    """One of the two colour scales as a gradient in CSS."""
    return f"linear-gradient(to right in oklab, {stops[0]}, {stops[1]})"


def _rates(low: float, high: float, title: str) -> alt.Axis:
    """Labels are rates, with as many digits as tell the ends apart."""
    digits = max(3, 2 + math.ceil(-math.log10((high - low) * math.log(10))))
    written = (
        AS_WRITTEN.replace("datum.value", "pow(10, datum.value)")
        .replace(",.6~g", f",.{digits}~g")
        .replace(".4~e", f".{digits - 1}~e")
    )
    step: dict[str, Any] = {"tickMinStep": 1} if high - low >= WHOLE else {}
    few = 5 if digits < 8 else 3
    return alt.Axis(
        title=title, labelExpr=written, tickCount=few, grid=False, labelOverlap="greedy", **step
    )


def _covered(image: Array) -> Array:
    """Runs to come as the nearest one of each coarser grid, as long as there is one."""
    covered, stride = image.copy(), 1
    while np.isnan(covered).any() and (stride := 2 * stride) <= len(image):
        coarse = image[::stride, ::stride].repeat(stride, axis=0).repeat(stride, axis=1)
        covered = np.where(np.isnan(covered), coarse, covered)
    return covered


def _levels(slowness: Array) -> Array:
    """Ranks from 0, the slowest, to LEVELS - 1: every colour is used, as in the paper."""
    ordered = np.sort(slowness)
    ranks = len(ordered) - np.searchsorted(ordered, slowness, side="right")
    levels: Array = ranks * (LEVELS - 1) // max(len(ordered) - 1, 1)
    return levels


def _palette() -> Array:
    """256 colours with opacity, `(256, 4)`."""
    palette = np.zeros((256, 4), np.uint8)
    shares = np.linspace(0, 1, LEVELS)[:, None]
    for first, stops in ((1, CONVERGED), (1 + LEVELS, DIVERGED)):
        slow, fast = (np.array([int(stop[i : i + 2], 16) for i in (1, 3, 5)]) for stop in stops)
        palette[first : first + LEVELS, :3] = np.rint(slow + shares * (fast - slow))
        palette[first : first + LEVELS, 3] = 255
    return palette
