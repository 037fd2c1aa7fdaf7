"""A chart whose marks can be selected: like `chart.draw`, its form never holds the figures."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

TABLE = "table_1"


def selected(
    chart: Callable[..., alt.TopLevelMixin],
    table: pd.DataFrame,
    selection: str,
    *,
    key: str,
    description: str,
    **options: Hashable,
) -> dict[str, Any]:
    """Draw `chart(table, **options)` and return the fields of what is selected, or nothing."""
    state: Any = st.vega_lite_chart(
        spec={**_form(chart, tuple(sorted(options.items()))), "datasets": {TABLE: table}},
        width="stretch",
        key=key,
        on_select="rerun",
        selection_mode=selection,
        alt=description,
    )
    points = state.selection.get(selection) or [{}]
    return dict(points[-1])


@lru_cache(maxsize=16)
def _form(
    chart: Callable[..., alt.TopLevelMixin], options: tuple[tuple[str, Hashable], ...]
) -> dict[str, Any]:
    return chart(alt.NamedData(name=TABLE), **dict(options)).to_dict()
