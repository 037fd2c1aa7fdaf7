"""Kept runs as a table whose rows can be chosen."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from bp.diagnosis import verdict_label
from bp.diagnosis.wording import rates_in_short
from bp.store import KeptRun
from bp.training.config import label


def runs_table(runs: Sequence[KeptRun]) -> list[KeptRun]:
    """Draw one row a run; those that are chosen."""
    table = pd.DataFrame(
        {
            "name": [run.label for run in runs],
            "curve": [run.sparkline for run in runs],
            "best": [_percent(run.best_test_accuracy) for run in runs],
            "verdict": [verdict_label(run.verdict, run.nearly) for run in runs],
            "status": [run.status for run in runs],
            "iterations": [f"{run.iteration:,} of {run.iterations:,}" for run in runs],
            "rate": [rates_in_short(run.rates) for run in runs],
            "units": [run.settings["hidden_size"] for run in runs],
            "batch": [run.settings["batch_size"] for run in runs],
            "scaling": [run.settings["scaling"] for run in runs],
            "data": [run.settings["dataset"] for run in runs],
            "tags": [list(run.tags) for run in runs],
            "begun": [datetime.fromtimestamp(run.created, UTC) for run in runs],
        }
    )
    state = st.dataframe(
        table,
        hide_index=True,
        column_config=_columns(),
        on_select="rerun",
        selection_mode="multi-row",
        key=table_key(runs),
    )
    return [runs[row] for row in state.selection.rows if row < len(runs)]


def table_key(runs: Sequence[KeptRun]) -> str:
    """Another one for other rows, so that none of them is chosen."""
    return f"runs_table_{hash(tuple(run.id for run in runs))}"


def _percent(share: float | None) -> float | None:
    """As a number, so that the column is sorted by it."""
    return None if share is None else 100 * share


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.TextColumn("Run", pinned=True),
        "curve": column.LineChartColumn("Test accuracy", y_min=0, y_max=1, width="small"),
        "best": column.NumberColumn("Best", format="%.2f %%"),
        "verdict": column.TextColumn("Verdict"),
        "status": column.TextColumn("Status"),
        "iterations": column.TextColumn(label("iterations")),
        "rate": column.TextColumn(label("learning_rate")),
        "units": column.NumberColumn(label("hidden_size"), format="%d"),
        "batch": column.NumberColumn(label("batch_size"), format="%d"),
        "scaling": column.TextColumn(label("scaling")),
        "data": column.TextColumn(label("dataset")),
        "tags": column.ListColumn("Tags"),
        "begun": column.DatetimeColumn("Begun (UTC)", format="YYYY-MM-DD HH:mm"),
    }
