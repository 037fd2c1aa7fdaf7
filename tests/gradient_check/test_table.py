"""What a gradient check tells of each array and entry, against figures worked out one by one."""

import numpy as np
import pytest

from bp.gradient_check import GradientCheck, check_gradients
from tests.gradient_check.results import numerical
from tests.nn.samples import Sizes, samples_of

COLUMNS = [
    "parameter",
    "entries",
    "mean_absolute",
    "largest_absolute",
    "median_relative",
    "largest_relative",
    "judged_relative",
    "kinks",
    "mean_absolute_with_kinks",
    "verdict",
]


def test_a_row_an_array() -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    table = check_gradients(network, x, t)
    assert list(table.columns) == COLUMNS
    assert list(table["parameter"]) == ["W1", "b1", "W2", "b2"]
    assert list(table["entries"]) == [30, 6, 18, 3]


def test_the_figures_are_those_of_the_table() -> None:
    size = Sizes(batch=3, inputs=7, hidden=9, seed=3)
    network, (x, t) = size.network(), samples_of(size)
    check = GradientCheck(network, x, t, h=0.2)  # so that some steps cross a kink
    numerical(check)
    entries, gradient = check.table(), network.gradient(x, t)
    assert entries["kink"].any()
    assert not entries["kink"].all()
    for row in check.summary().itertuples():
        own = entries[entries["parameter"] == row.parameter]
        by_index = [gradient[str(row.parameter)][index] for index in own["index"]]
        np.testing.assert_array_equal(own["backpropagation"], by_index)
        smooth = own[~own["kink"]]
        size_of = smooth["backpropagation"].abs() + smooth["numerical"].abs()
        difference = (smooth["backpropagation"] - smooth["numerical"]).abs()
        relative = (difference / size_of)[size_of > 0]
        assert row.kinks == own["kink"].sum()
        assert row.mean_absolute == pytest.approx(difference.mean())
        assert row.largest_absolute == pytest.approx(difference.max())
        assert row.median_relative == pytest.approx(relative.median())
        assert row.largest_relative == pytest.approx(relative.max())
        assert row.mean_absolute_with_kinks == pytest.approx(own["difference"].mean())


def test_the_largest_differences_come_first() -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    check = GradientCheck(network, x, t)
    numerical(check)
    whole, largest = check.table(), check.largest(5)
    assert list(largest["difference"]) == sorted(whole["difference"], reverse=True)[:5]
