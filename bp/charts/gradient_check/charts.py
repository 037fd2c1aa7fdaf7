"""How far backpropagation and numerical differentiation are apart: by step, and entry by entry."""

import altair as alt
import pandas as pd

from bp.charts.axes import AS_WRITTEN, DASHES, PADDING, decades
from bp.charts.gradient_check.tables import SMALLEST_ERROR, TRACKS
from bp.charts.hover import Told, hover_rule
from bp.charts.palette import BLUE, GREY, VERMILLION
from bp.gradient_check import HAPPY, PROBABLY_WRONG, UNCOMFORTABLE

PRECISIONS = ["float64", "float32"]
BANDS = {
    PROBABLY_WRONG: "wrong above",
    UNCOMFORTABLE: "doubtful above",
    HAPPY: "close below",
}
COLOURS = {"difference": "Largest absolute difference", "relative_error": "Largest relative error"}
HEIGHT = 300  # pixels


def error_against_step(errors: pd.DataFrame, chosen: pd.DataFrame) -> alt.LayerChart:
    """Error of the check for each step, in both precisions, on logarithmic axes.

    Takes the tables `steps_table` and `chosen_step`.
    """
    base = alt.Chart(errors).encode(_step_axis())
    line = base.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=30)).encode(
        _error_axis(),
        alt.Color("precision:N").scale(domain=PRECISIONS, range=[BLUE, VERMILLION]).title(None),
        alt.StrokeDash("precision:N").scale(domain=PRECISIONS, range=[[1, 0], DASHES]).title(None),
    )
    told = [
        Told("Step h", "h", "~e"),
        *[Told(name, name, ".1e") for name in PRECISIONS],
    ]
    wide = base.transform_pivot("precision", value="relative_error", groupby=["h"])
    pointed = hover_rule(wide, "h", told)
    layers = [*_bands(chosen), *_chosen(chosen), line, pointed]
    chart = alt.LayerChart(layer=layers, height=HEIGHT, padding=PADDING)
    return chart.configure_mark(aria=False).configure_legend(
        orient="top", symbolStrokeWidth=2.5, symbolType="stroke"
    )


def error_map(
    cells: pd.DataFrame, tracks: pd.DataFrame, *, colour: str = "difference"
) -> alt.LayerChart:
    """All four arrays below each other, bright where the two gradients differ.

    Takes the tables `map_table` and `tracks_table`; `colour` is a key of COLOURS. A wrong hidden
    unit is a stripe from top to bottom.
    """
    whole = _rectangles(tracks).mark_rect(color=GREY, opacity=0.2)
    scale = alt.Scale(type="log", domain=[SMALLEST_ERROR, 1], clamp=True, scheme="viridis")
    legend = alt.Legend(
        orient="top",
        labelExpr=AS_WRITTEN,
        values=[1e-12, 1e-9, 1e-6, 1e-3, 1],
        gradientLength=240,
        gradientThickness=10,
    )
    cell = (
        _rectangles(cells)
        .mark_rect()
        .encode(
            alt.Color(f"{colour}:Q").scale(scale).title(COLOURS[colour]).legend(legend),
            tooltip=[
                alt.Tooltip("entries:N", title="Entries"),
                alt.Tooltip("difference:Q", title="Largest difference", format=".1e"),
                alt.Tooltip("relative_error:Q", title="Largest relative error", format=".1e"),
            ],
        )
    )
    return alt.LayerChart(layer=[whole, cell], height=HEIGHT).configure_mark(aria=False)


def _step_axis() -> alt.X:
    return alt.X("h:Q").title("Step h").scale(type="log", reverse=True).axis(decades("x"))


def _error_axis() -> alt.Y:
    axis = alt.Axis(labelExpr=AS_WRITTEN, values=[1, 1e-3, 1e-6, 1e-9, 1e-12])
    scale = alt.Scale(type="log", domain=[SMALLEST_ERROR, 1], clamp=True)
    return alt.Y("relative_error:Q").title("Relative error").scale(scale).axis(axis)


def _bands(one_row: pd.DataFrame) -> list[alt.Chart]:
    parts = []
    for bound, words in BANDS.items():
        base = alt.Chart(one_row).encode(alt.YDatum(bound))
        rule = base.mark_rule(color=GREY, strokeDash=[4, 4])
        # Where no curve of a right network passes: below on the right, else above the middle.
        if bound == HAPPY:
            text = base.mark_text(text=words, color=GREY, align="right", dx=-4, dy=9)
            text = text.encode(x=alt.value("width"))
        else:
            text = base.mark_text(text=words, color=GREY, align="left", dx=4, dy=-6)
            text = text.encode(alt.XDatum(3e-5))
        parts += [rule, text]
    return parts


def _chosen(chosen: pd.DataFrame) -> list[alt.Chart]:
    base = alt.Chart(chosen).encode(_step_axis())
    rule = base.mark_rule(color=GREY, strokeWidth=1.5)
    text = base.mark_text(color=GREY, align="left", baseline="bottom", dx=4).encode(
        y=alt.value("height"), text="text:N"
    )
    return [rule, text]


def _rectangles(table: pd.DataFrame) -> alt.Chart:
    middles = {key: (top + bottom) / 2 for key, (top, bottom) in TRACKS.items()}
    names = " : ".join(f"datum.value == {middle} ? '{key}'" for key, middle in middles.items())
    down = alt.Axis(
        values=list(middles.values()), labelExpr=f"{names} : ''", grid=False, ticks=False
    )
    across = alt.Axis(values=[0, 100], labels=False, grid=False, ticks=False)
    return alt.Chart(table).encode(
        alt.X("left:Q")
        .scale(domain=[0, 100])
        .axis(across)
        .title("Hidden units across, inputs and classes down; b2: classes across"),
        alt.X2("right:Q"),
        alt.Y("top:Q").scale(domain=[0, 100], reverse=True).axis(down).title(None),
        alt.Y2("bottom:Q"),
    )
