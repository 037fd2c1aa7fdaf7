"""The tables of the gradient check: array by array, and the largest differences."""

import pandas as pd
import streamlit as st

from bp.gradient_check import VERDICTS, GradientCheck

LARGEST = 10  # rows of the table of largest differences
COLUMNS = {
    "parameter": st.column_config.TextColumn("Array"),
    "entries": st.column_config.NumberColumn("Checked", format="localized"),
    "verdict": st.column_config.TextColumn(
        "Verdict",
        help="Of the relative error beyond rounding: up to 1e-4 the two agree, up to 1e-2 it is "
        "doubtful, above it is wrong. The bounds are those of the course CS231n.",
    ),
    "mean_absolute": st.column_config.NumberColumn(
        "Mean |a - n|", format="%.1e", help="Mean absolute difference, without kinks."
    ),
    "largest_absolute": st.column_config.NumberColumn(
        "Largest |a - n|", format="%.1e", help="Largest absolute difference, without kinks."
    ),
    "median_relative": st.column_config.NumberColumn(
        "Median relative",
        format="%.1e",
        help="Median of |a - n| / (|a| + |n|), without kinks and where not both are 0.",
    ),
    "largest_relative": st.column_config.NumberColumn(
        "Largest relative",
        format="%.1e",
        help="Without kinks. Where a gradient is nearly 0, rounding alone makes it large.",
    ),
    "judged_relative": st.column_config.NumberColumn(
        "Beyond rounding",
        format="%.1e",
        help="The largest relative error that the rounding and the truncation of the numerical "
        "gradient cannot explain. The verdict judges this one.",
    ),
    "kinks": st.column_config.NumberColumn(
        "Past a kink",
        format="localized",
        help="Entries whose step takes a hidden unit over a kink of its activation, where the "
        "slope jumps.",
    ),
}
ENTRY_COLUMNS = {
    "entry": st.column_config.TextColumn("Entry"),
    "backpropagation": st.column_config.NumberColumn("Backpropagation a", format="%.6e"),
    "numerical": st.column_config.NumberColumn("Numerical n", format="%.6e"),
    "difference": st.column_config.NumberColumn("|a - n|", format="%.1e"),
    "relative_error": st.column_config.NumberColumn("Relative error", format="%.1e"),
    "remark": st.column_config.TextColumn("Remark"),
}
REMARKS = {True: "past a kink", False: ""}


def show_summary(check: GradientCheck) -> None:
    """One row a parameter array, with its verdict."""
    st.dataframe(
        _with_marks(check.summary()),
        hide_index=True,
        column_config=COLUMNS,
        column_order=list(COLUMNS),
        key="check_summary",
        alt="Table of the differences between the two gradients, one row a parameter array.",
    )


def show_largest(check: GradientCheck) -> None:
    """The entries that differ most, with both gradients."""
    table = check.largest(LARGEST)
    st.markdown("**The largest differences**")
    places = [
        f"{parameter}[{', '.join(map(str, index))}]"
        for parameter, index in zip(table["parameter"], table["index"], strict=True)
    ]
    st.dataframe(
        table.assign(entry=places, remark=table["kink"].map(REMARKS)),
        hide_index=True,
        column_order=list(ENTRY_COLUMNS),
        column_config=ENTRY_COLUMNS,
        key="check_largest",
        alt="Table of the entries with the largest differences, with both gradients.",
    )


def _with_marks(summary: pd.DataFrame) -> pd.DataFrame:
    marks = [
        f"{VERDICTS[verdict].mark} {VERDICTS[verdict].word}" if checked else "–"
        for verdict, checked in zip(summary["verdict"], summary["entries"], strict=True)
    ]
    return summary.assign(verdict=marks)
