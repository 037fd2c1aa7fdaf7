"""Showing a chart so that it moves: the form is sent once, the figures with every frame."""

from base64 import b64encode
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st
from altair.utils.schemapi import debug_mode
from streamlit.delta_generator import DeltaGenerator

NARROW = 1_100  # pixels, with the sidebar

Table = pd.DataFrame | Callable[[], pd.DataFrame]  # or what makes one where it is asked for

# Altair's choice of a data transformer is global to the process.
_altair_lock = Lock()


@dataclass(frozen=True)
class Drawing:
    """A chart with its tables: `chart(*tables, **options)`.

    `description` is what a screen reader says. With another one the browser builds the chart
    anew, so it has no figures while they move.

    A chart's form must not depend on the figures in its tables, only on `options`. So it is
    made once from empty tables and kept: building it takes 30 ms, ten times as long as sending
    the tables, and a form that never changes is updated in place by the browser.
    """

    chart: Callable[..., alt.TopLevelMixin]
    makers: tuple[Table, ...]
    description: str
    options: tuple[tuple[str, Hashable], ...]

    @cached_property
    def tables(self) -> tuple[pd.DataFrame, ...]:
        """All of them."""
        return tuple(_made(table) for table in self.makers)

    @property
    def form(self) -> str:
        """All of it but the figures."""
        return repr((self.chart.__name__, self.description, self.options))

    def figures(self, tables: int | None = None) -> list[dict[str, Any]]:
        """The first so many tables by column, compact: numbers as float32, categories as codes."""
        wanted = [_made(table) for table in self.makers[:tables]]
        return [{str(name): _column(table[name]) for name in table.columns} for table in wanted]

    def show(self, *, fill: bool = False, **given: Any) -> None:
        """Draw it; to `fill` the height that style.css gives it, instead of its own.

        What else is `given` goes to Streamlit: a key and what can be selected.
        """
        columns = tuple(tuple(table.dtypes.astype(str).items()) for table in self.tables)
        form = _form(self.chart, columns, self.options)
        named = {_name(place): _begun(table) for place, table in enumerate(self.tables)}
        st.vega_lite_chart(
            spec={**form, "datasets": named},
            width="stretch",
            height="stretch" if fill else "content",
            alt=self.description,
            **given,
        )


def drawing(
    chart: Callable[..., alt.TopLevelMixin],
    *tables: Table,
    description: str,
    **options: Hashable,
) -> Drawing:
    """The drawing of `chart(*tables, **options)`; what moves with every frame is the first."""
    return Drawing(chart, tables, description, tuple(sorted(options.items())))


def draw(
    chart: Callable[..., alt.TopLevelMixin],
    *tables: pd.DataFrame,
    description: str,
    **options: Hashable,
) -> None:
    """Draw `chart(*tables, **options)`."""
    drawing(chart, *tables, description=description, **options).show()


def scrolling(key: str) -> DeltaGenerator:
    """A container for a chart of fixed width: on a narrow page it scrolls, and not the page."""
    st.html(
        f"<style>@media (max-width: {NARROW}px) {{ .st-key-{key} {{ overflow-x: auto }} }}</style>"
    )
    return st.container(key=key)


def _made(table: Table) -> pd.DataFrame:
    return table() if callable(table) else table


def _begun(table: pd.DataFrame) -> pd.DataFrame:
    """A table that is empty gets a row without figures, of which nothing is drawn.

    Where Streamlit has sent none, it adds the next rows to those that are there by then.
    """
    return table if len(table) else table.reindex([0])


def _column(values: pd.Series) -> dict[str, Any]:
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy().astype(np.uint8)
        return {"codes": _base64(codes), "names": list(values.cat.categories)}
    if pd.api.types.is_numeric_dtype(values.dtype):
        return {"numbers": _base64(values.to_numpy().astype(np.float32))}
    return {"texts": list(values)}


def _base64(values: np.ndarray) -> str:
    return b64encode(values.tobytes()).decode("ascii")


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

    # Checking a form against Vega-Lite's schema takes longer than making it: the tests do that.
    with _altair_lock, debug_mode(False):
        alt.data_transformers.register("by_name", by_name)
        with alt.data_transformers.enable("by_name"):
            return chart(*tables, **dict(options)).to_dict(validate=False)


def _name(place: int) -> str:
    return f"table_{place + 1}"
