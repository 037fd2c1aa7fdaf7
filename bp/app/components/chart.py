"""Showing a chart so that it moves: the form is sent once, the figures with every frame."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

NARROW = 1_100  # pixels, with the sidebar

# Altair's choice of a data transformer is global to the process.
_altair_lock = Lock()


def draw(
    chart: Callable[..., alt.TopLevelMixin],
    *tables: pd.DataFrame,
    description: str,
    **options: Hashable,
) -> None:
    """Draw `chart(*tables, **options)`; `description` is what a screen reader says.

    With another description the browser builds the chart anew, so it has no figures while they
    move.

    A chart's form must not depend on the figures in its tables, only on `options`. So it is
    made once from empty tables and kept: building it takes 30 ms, ten times as long as sending
    the tables, and a form that never changes is updated in place by the browser.
    """
    columns = tuple(tuple(table.dtypes.astype(str).items()) for table in tables)
    form = _form(chart, columns, tuple(sorted(options.items())))
    named = {_name(place): table for place, table in enumerate(tables)}
    st.vega_lite_chart(spec={**form, "datasets": named}, width="stretch", alt=description)


def scrolling(key: str) -> DeltaGenerator:
    """A container for a chart of fixed width: on a narrow page it scrolls, and not the page."""
    st.html(
        f"<style>@media (max-width: {NARROW}px) {{ .st-key-{key} {{ overflow-x: auto }} }}</style>"
    )
    return st.container(key=key)


@lru_cache(maxsize=256)
def _form(
    chart: Callable[..., alt.TopLevelMixin],
    columns: tuple[tuple[tuple[str, str], ...], ...],
    options: tuple[tuple[str, Hashable], ...],
) -> dict[str, Any]:
    tables = [
        pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in table}) for table in columns
    ]

    def by_name(data: Any) -> dict[str, str]:
        return {"name": next(_name(i) for i, table in enumerate(tables) if table is data)}

    with _altair_lock:
        alt.data_transformers.register("by_name", by_name)
        with alt.data_transformers.enable("by_name"):
            return chart(*tables, **dict(options)).to_dict()


def _name(place: int) -> str:
    return f"table_{place + 1}"
