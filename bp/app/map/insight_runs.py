"""The best runs of a sweep as a table, whose chosen rows are marked in every chart."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from bp.charts.sweep.tables import written
from bp.diagnosis import VERDICTS, gravest, verdict_label
from bp.diagnosis.wording import loss, units
from bp.training.config import named

KEY = "insight_best"
SHOWN = 10  # rows
SEVERITIES = ("good", "info", "warning", "bad")  # of verdicts, the best first


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """The highest test accuracy first; of equal ones that of the better verdict."""
    names = map(gravest, table["verdict"], table["nearly"])
    order = [SEVERITIES.index(VERDICTS[name].severity) for name in names]
    by = ["best_test_accuracy", "order", "test_accuracy"]
    ascending = [False, True, False]
    return table.assign(order=order).sort_values(by, ascending=ascending, kind="stable")


def chosen_runs(table: pd.DataFrame) -> list[int]:
    """The runs, by their index in `table`, whose rows were chosen when the page last ran."""
    state = st.session_state.get(KEY)
    rows = state.selection.rows if state else []
    places = list(ranked(table).index[:SHOWN])
    return [int(places[row]) for row in rows if row < len(places)]


def best_runs(table: pd.DataFrame, varied: Sequence[str]) -> None:
    """A row a run, the best first, and the whole table as a file."""
    best = ranked(table).head(SHOWN)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown("#### Best runs", width="content")
        st.download_button(
            f"All {len(table):,} runs (CSV)",
            lambda: table.to_csv(index_label="run"),
            "sweep.csv",
            "text/csv",
            key="insight_csv",
            icon=":material/download:",
            on_click="ignore",
        )
    st.dataframe(
        _shown(best, varied),
        hide_index=True,
        column_config=_columns(varied),
        on_select="rerun",
        selection_mode="multi-row",
        key=KEY,
    )
    if len(best) > 1:
        st.caption("Choose rows to mark these runs in the charts below.")


def _shown(best: pd.DataFrame, varied: Sequence[str]) -> pd.DataFrame:
    """Numbers as numbers, so that a column is sorted by them."""
    settings = {field: [written(field, value) for value in best[field]] for field in varied}
    return pd.DataFrame(
        settings
        | {
            "best": 100 * best["best_test_accuracy"],
            "last": 100 * best["test_accuracy"],
            "ended": [loss(each) for each in best["loss"]],
            "dead": [
                "–" if verdict == "diverged" else units(dead, size)
                for dead, size, verdict in zip(
                    best["dead_units"], best["hidden_size"], best["verdict"], strict=True
                )
            ],
            "judged": list(map(verdict_label, best["verdict"], best["nearly"])),
        }
    )


def _columns(varied: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    names = {field: column.TextColumn(named(field).capitalize()) for field in varied}
    return names | {
        "best": column.NumberColumn("Best test accuracy", format="%.2f %%"),
        "last": column.NumberColumn("Last", format="%.2f %%"),
        "ended": column.TextColumn("Loss"),
        "dead": column.TextColumn("Dead units"),
        "judged": column.TextColumn("Verdict"),
    }
