"""A small matrix that the user edits, read cell by cell, and a matrix as a formula."""

import math
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from bp.charts.graph.parts import number_text

Matrix = NDArray[np.float64]


LARGE = 1e6  # from here on, powers of ten


class MatrixError(ValueError):
    """A cell that is not a number; the text tells the user which one and what to do."""


def matrix_editor(
    label: str, name: str, default: list[list[str]], explanation: str
) -> pd.DataFrame:
    """A matrix called `name` in cells of text, so that nothing typed is lost without a word."""
    columns = [str(place + 1) for place in range(len(default[0]))]
    rows = [str(place + 1) for place in range(len(default))]
    st.markdown(f"**{label}**", help=explanation)
    return st.data_editor(
        pd.DataFrame(default, rows, columns, dtype=object),
        column_config={
            "_index": st.column_config.Column(disabled=True),
            **{column: st.column_config.TextColumn(alignment="right") for column in columns},
        },
        key=f"graph_{name}",
        alt=f"{label}: a matrix of {len(rows)} rows and {len(columns)} columns to edit.",
    )


def read_matrix(table: pd.DataFrame, name: str) -> Matrix:
    """The numbers in a table of text. Raises MatrixError naming the first cell without one."""
    cells = [
        [
            _number(cell, f"Row {row}, column {column} of {name}")
            for column, cell in enumerate(line, 1)
        ]
        for row, line in enumerate(table.to_numpy(), 1)
    ]
    return np.array(cells, np.float64)


def matrix_formula(matrix: Matrix, digits: int = 4) -> str:
    """A matrix in LaTeX, all numbers with as many decimals as one needs, at most `digits`."""
    needed = next(
        (count for count in range(digits) if np.allclose(matrix, matrix.round(count), 1e-12, 0)),
        digits,
    )
    rows = [" & ".join(_tex(entry, needed) for entry in row) for row in matrix]
    return r"\begin{pmatrix}" + r" \\ ".join(rows) + r"\end{pmatrix}"


def _number(cell: Any, place: str) -> float:
    text = "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()
    if not text:
        raise MatrixError(f"{place} is empty: type a number there, such as 0.5.")
    shown = text.replace("`", "'")[:30]
    try:
        number = float(text)
    except ValueError:
        hint = "write the decimals after a point" if "," in text else "type one, such as 0.5"
        raise MatrixError(f"{place} holds `{shown}`, which is not a number: {hint}.") from None
    if not math.isfinite(number):
        raise MatrixError(f"{place} holds `{shown}`: it must be a finite number, such as 0.5.")
    return number


def _tex(entry: float, digits: int) -> str:
    if entry == 0 or 10**-digits <= abs(entry) < LARGE:
        return f"{entry + 0.0:,.{digits}f}".replace(",", "{,}")
    mantissa, _, exponent = number_text(entry).partition("e")
    return rf"{mantissa} \cdot 10^{{{exponent}}}" if exponent else mantissa
