"""Marks that stay when the next figures come, so that a browser need not make them anew.

A live chart gets a new table with each frame. To Vega every row of it is a new one: it makes a new
mark for each point, and keeps the old ones until there are 10,000 of them for each curve, some
100 MB for sixteen curves. Both remedies name the column `point`, which numbers the points of a
curve, and so tell Vega which row is which. For the same thrift these charts describe no mark in
words (`aria`): Vega would make a sentence for each point with each frame, and the chart as a
whole has one.
"""

import altair as alt
import pandas as pd

SAME_POINT = alt.Key("point:Q")  # for marks that stand alone: a line would fall into its points


def steady(
    curves: pd.DataFrame, *series: str, only: alt.FieldEqualPredicate | None = None
) -> alt.Chart:
    """A chart of lines or areas whose points stay; `series` are the columns that tell them apart.

    With `only`, of some of the rows.

    Each group of the aggregation has a single row, whose figures are their own sums: Vega keeps
    the row of a group, and the marks with it, as long as the group is there.
    """
    groups = [*series, "point"]
    sums = [
        alt.AggregatedFieldDef(op="sum", field=name, **{"as": name})
        for name in curves.columns
        if name not in groups
    ]
    chart = alt.Chart(curves) if only is None else alt.Chart(curves).transform_filter(only)
    return chart.transform_aggregate(sums, groupby=[*groups])
