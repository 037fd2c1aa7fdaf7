"""Reading a matrix that somebody typed, and writing one as a formula."""

import numpy as np
import pandas as pd
import pytest

from bp.app.graph.matrix import MatrixError, matrix_formula, read_matrix


def table(cell: object) -> pd.DataFrame:
    return pd.DataFrame([["1", "-0.5"], ["-2", cell]], dtype=object)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("3", 3), (" 3 ", 3), ("1e300", 1e300), ("-0", 0), (".5", 0.5), (3, 3), (2.5, 2.5)],
)
def test_numbers(cell: object, number: float) -> None:
    np.testing.assert_array_equal(read_matrix(table(cell), "x"), [[1, -0.5], [-2, number]])


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("abc", "Row 2, column 2 of x holds `abc`, which is not a number"),
        ("0,5", "write the decimals after a point"),
        ("`*<b>", "holds `'*<b>`, which is not a number"),
        ("9" * 40 + "x", "holds `" + "9" * 30 + "`, which"),
        ("", "Row 2, column 2 of x is empty"),
        ("  ", "is empty"),
        (None, "is empty"),
        (float("nan"), "is empty"),
        (pd.NA, "is empty"),
        ("nan", "holds `nan`: it must be a finite number"),
        ("-inf", "holds `-inf`: it must be a finite number"),
        ("1e999", "holds `1e999`: it must be a finite number"),
    ],
)
def test_what_is_no_number_gets_a_sentence(cell: object, sentence: str) -> None:
    with pytest.raises(MatrixError) as error:
        read_matrix(table(cell), "x")
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ([1, -2], "1 & -2"),
        ([0.19661, 0.235], "0.1966 & 0.2350"),
        ([1.5, -0.0], "1.5 & 0.0"),
        ([12345, 0], "12{,}345 & 0"),
        ([1e300, 0], r"1 \cdot 10^{300} & 0"),
        ([0.00001, 1], r"1 \cdot 10^{-5} & 1.0000"),
    ],
)
def test_a_formula(row: list[float], text: str) -> None:
    assert matrix_formula(np.array([row])) == rf"\begin{{pmatrix}}{text}\end{{pmatrix}}"
