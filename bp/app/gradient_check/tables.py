"""The tables of the gradient check: array by array, and the largest differences."""

from typing import Any

import pandas as pd
import streamlit as st

from bp.diagnosis.wording import number
from bp.gradient_check import VERDICTS, GradientCheck

LARGEST = 10  # rows of the table of largest differences
ERRORS = ("absolute", "relative", "difference", "error")  # in the names of columns
GRADIENTS = ("backpropagation", "numerical")


def _figure(label: str, explanation: str | None = None) -> Any:
    """A column of figures that are written as everywhere else: as text, beneath each other."""
    return st.column_config.TextColumn(label, help=explanation, alignment="right")


COLUMNS = {
    "parameter": st.column_config.TextColumn("Array"),
    "entries": st.column_config.NumberColumn("Checked", format="localized"),
    "verdict": st.column_config.TextColumn(
        "Verdict",
        help="Of the relative error beyond rounding: up to 1e-4 the two agree, up to 1e-2 it is "
        "doubtful, above it is wrong. The bounds are those of the course CS231n.",
    ),
    "mean_absolute": _figure(
        "Mean |a - n|", explanation="Mean absolute difference, without kinks."
    ),
    "largest_absolute": _figure(
        "Largest |a - n|", explanation="Largest absolute difference, without kinks."
    ),
    "median_relative": _figure(
        "Median relative",
        explanation="Median of |a - n| / (|a| + |n|), without kinks and where not both are 0.",
    ),
    "largest_relative": _figure(
        "Largest relative",
        explanation="Without kinks. Where a gradient is nearly 0, rounding alone makes it large.",
    ),
    "judged_relative": _figure(
        "Beyond rounding",
        explanation="The largest relative error that the rounding and the truncation of the "
        "numerical gradient cannot explain. The verdict judges this one.",
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
    "backpropagation": _figure("Backpropagation a"),
    "numerical": _figure("Numerical n"),
    "difference": _figure("|a - n|"),
    "relative_error": _figure("Relative error"),
    "remark": st.column_config.TextColumn("Remark"),
}
REMARKS = {True: "past a kink", False: ""}


def show_summary(check: GradientCheck) -> None:
    """One row a parameter array, with its verdict."""
    st.dataframe(
        _in_figures(_with_marks(check.summary())),
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
        _in_figures(table.assign(entry=places, remark=table["kink"].map(REMARKS))),
        hide_index=True,
        column_order=list(ENTRY_COLUMNS),
        column_config=ENTRY_COLUMNS,
        key="check_largest",
        alt="Table of the entries with the largest differences, with both gradients.",
    )


def _with_marks(summary: pd.DataFrame) -> pd.DataFrame:
    """The verdicts in words; no figures of an array of which nothing could be compared."""
    marks = [
        f"{VERDICTS[verdict].mark} {VERDICTS[verdict].word}" if checked else "–"
        for verdict, checked in zip(summary["verdict"], summary["entries"], strict=True)
    ]
    compared = summary["entries"] > summary["kinks"]
    figures = {
        name: summary[name].where(compared)
        for name in map(str, summary.columns)
        if name.split("_")[-1] in ERRORS
    }
    return summary.assign(verdict=marks, **figures)


def _in_figures(table: pd.DataFrame) -> pd.DataFrame:
    """Errors with two digits, gradients with seven; nothing where there is none."""
    shown = {}
    for name in map(str, table.columns):
        if name in GRADIENTS:
            shown[name] = table[name].map(_seven_digits)
        elif name.split("_")[-1] in ERRORS:
            shown[name] = table[name].map(lambda error: "" if pd.isna(error) else number(error, 2))
    return table.assign(**shown)


def _seven_digits(gradient: float) -> str:
    return f"{gradient:.7g}".replace("e-0", "e-")
