"""Tried learning rates on a line: where a network lives, where it dies, and the edge between."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from bp.charts.axes import AS_WRITTEN, FLUSH, PADDING
from bp.charts.palette import BLUE, BROWN, PURPLE, VERMILLION

# What can be found, from best to worst: word, colour and shape.
FOUND = {
    "Alive": (BLUE, "circle"),
    "Losing units": (PURPLE, "diamond"),
    "On the edge": (BROWN, "triangle-up"),
    "Dead": (VERMILLION, "cross"),
}
HEIGHT = 210  # pixels


def tried_table(tried: Iterable[tuple[str, float, str]]) -> pd.DataFrame:
    """One row a tried rate: columns pixels, learning_rate and found (a key of FOUND)."""
    table = pd.DataFrame(list(tried), columns=["pixels", "learning_rate", "found"])
    return table.astype({"pixels": str, "learning_rate": float, "found": str})


def edges_table(tried: pd.DataFrame) -> pd.DataFrame:
    """Between which two tried rates the edge lies: columns pixels, low and high, a row a pixels.

    From the highest rate below every dead one at which no network dies, to the lowest one at
    which all do; no row where either was not tried.
    """
    rows = []
    for pixels, rates in tried.groupby("pixels"):
        high = rates.loc[rates["found"] == "Dead", "learning_rate"].min()
        lives = rates["found"].isin(["Alive", "Losing units"]) & (rates["learning_rate"] < high)
        low = rates.loc[lives, "learning_rate"].max()
        if low == low and high == high:
            rows.append((pixels, low, high))
    table = pd.DataFrame(rows, columns=["pixels", "low", "high"])
    return table.astype({"pixels": str, "low": float, "high": float})


def edge_chart(
    tried: pd.DataFrame, edges: pd.DataFrame, *, span: tuple[float, float]
) -> alt.LayerChart:
    """A line each of raw and unit pixels; takes `tried_table` and `edges_table`."""
    powers = [float(f"1e{power}") for power in range(-9, 10)]
    axis = alt.Axis(values=powers, labelExpr=AS_WRITTEN, labelFlush=FLUSH)
    scale = alt.Scale(type="log", domain=list(span), nice=False)
    pixels = alt.Y("pixels:N").title("Pixels").scale(domain=["raw", "unit"])
    rate = alt.X("learning_rate:Q").title("Learning rate").scale(scale).axis(axis)
    colours, shapes = zip(*FOUND.values(), strict=True)
    dots = (
        alt.Chart(tried)
        .mark_point(filled=True, opacity=1, size=110)
        .encode(
            rate,
            pixels,
            alt.Color("found:N").scale(domain=list(FOUND), range=list(colours)).title(None),
            alt.Shape("found:N").scale(domain=list(FOUND), range=list(shapes)).title(None),
            tooltip=["pixels:N", "learning_rate:Q", "found:N"],
        )
    )
    gap = (
        alt.Chart(edges)
        .mark_bar(color=VERMILLION, opacity=0.25, height=26)
        .encode(alt.X("low:Q").title("Learning rate").scale(scale).axis(axis), pixels, x2="high:Q")
    )
    chart = alt.LayerChart(layer=[gap, dots], height=HEIGHT, padding=PADDING)
    return chart.configure_mark(aria=False).configure_legend(orient="top")
