"""A curve in three strengths: the band that it stays in, as measured, and smoothed or averaged."""

import altair as alt

from bp.charts.palette import BLUE


def banded(
    base: alt.Chart, scale: alt.Scale, band_y: alt.Y, *, faint: str, strong: str
) -> list[alt.Chart]:
    """The band from `lowest` to `highest`, the column `faint` thin, the column `strong` thick.

    `band_y` is the axis of the column `lowest`, which carries the title.
    """
    band = base.mark_area(color=BLUE, opacity=0.15).encode(band_y.scale(scale), alt.Y2("highest:Q"))
    thin = base.mark_line(color=BLUE, opacity=0.35, strokeWidth=1)
    thick = base.mark_line(color=BLUE, strokeWidth=2.5, strokeCap="round")  # one point is a dot
    return [
        band,
        thin.encode(alt.Y(f"{faint}:Q").scale(scale)),
        thick.encode(alt.Y(f"{strong}:Q").scale(scale)),
    ]
