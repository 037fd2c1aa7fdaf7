"""The hidden units as a grid of squares: light when alive, dark when dead."""

import altair as alt
import pandas as pd

COLUMNS = 10


def unit_grids(activity: pd.DataFrame, *, iterations: tuple[int, ...]) -> alt.FacetChart:
    """One grid an iteration; takes the table of `unit_activity`."""
    square = (
        alt.Chart(activity, width=96, height=52)
        .transform_calculate(column=f"datum.unit % {COLUMNS}", row=f"floor(datum.unit / {COLUMNS})")
        .mark_square(size=70, opacity=1, stroke="#888888", strokeWidth=0.5)
        .encode(
            alt.X("column:O").axis(None),
            alt.Y("row:O").axis(None),
            alt.Color("share:Q")
            .scale(domain=[0, 1], range=["#262626", "#F0E442"])
            .legend(format="%", title="Samples it is on for", orient="bottom"),
            tooltip=[
                alt.Tooltip("unit:Q", title="Unit"),
                alt.Tooltip("share:Q", title="On for", format=".1%"),
            ],
        )
    )
    title = alt.Header(labelExpr="'iteration ' + datum.value", labelPadding=2)
    facet = alt.Facet("iteration:O").title(None).sort(list(iterations)).header(title)
    return square.facet(facet=facet, columns=8, spacing=10)
