"""A chart whose marks can be selected: like `chart.draw`, its form never holds the figures."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

TABLE = "table_1"


def draw_selectable(
    chart: Callable[..., alt.TopLevelMixin],
    table: pd.DataFrame,
    selection: str,
    *,
    key: str,
    on_select: Callable[[], None],
    description: str,
    **options: Hashable,
) -> None:
    """Draw `chart(table, **options)`; what is chosen in it, `selected` tells."""
    st.vega_lite_chart(
        spec={**_form(chart, tuple(sorted(options.items()))), "datasets": {TABLE: table}},
        width="stretch",
        key=key,
        on_select=on_select,
        selection_mode=selection,
        alt=description,
    )


def selected(key: str, selection: str) -> dict[str, Any]:
    """The fields of the mark that was selected in the chart of that key, or nothing."""
    state: Any = st.session_state.get(key)
    points = state.selection.get(selection) if state else None
    return dict(points[-1]) if points else {}


@lru_cache(maxsize=16)
def _form(
    chart: Callable[..., alt.TopLevelMixin], options: tuple[tuple[str, Hashable], ...]
) -> dict[str, Any]:
    return chart(alt.NamedData(name=TABLE), **dict(options)).to_dict()
