"""What the benchmark of maps counts."""

import pytest

from benchmarks.maps import FULL, QUICK, SPANS, cells, divided, lower_bound
from bp.data import load_dataset


def test_a_map_has_as_many_cells_as_it_says() -> None:
    for field in SPANS:
        assert len(cells(field, FULL)) == len(set(cells(field, FULL))) == FULL.cells
    assert len(cells("scaling", QUICK)) == 48


def test_a_share_is_surely_above_its_bound() -> None:
    """Of n that all agree the bound is 0.05 to the power 1 / n."""
    assert lower_bound(99, 99) == pytest.approx(0.05 ** (1 / 99))
    assert lower_bound(0, 10) == 0
    assert lower_bound(394, 400) > 0.97 > lower_bound(392, 400)


def test_divided_pixels_keep_their_images() -> None:
    dataset = load_dataset("digits")
    half = divided(dataset, 2)
    assert half.name == "digits / 2"
    assert half.x_train.max() == dataset.x_train.max() / 2
    assert len(half.x_test) == len(dataset.x_test)
