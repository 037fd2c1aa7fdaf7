"""Box counting on sets whose dimension is known."""

import numpy as np
import pytest

from bp.search.boundary import box_dimension, median_dimension, places_of_change
from bp.search.boundary.box_counting import Dimension, box_counts, box_sizes

SIDE = 127  # that of a map of 128 runs a side


def carpet(levels: int) -> np.ndarray:
    """Sierpiński's: of nine squares the middle one is left out, again and again."""
    square = np.ones((1, 1), bool)
    for _ in range(levels):
        hole = np.zeros_like(square)
        square = np.block(
            [[square, square, square], [square, hole, square], [square, square, square]]
        )
    return square


def test_a_straight_line_has_dimension_one() -> None:
    line = np.zeros((SIDE, SIDE), bool)
    line[50] = True
    assert box_dimension(line).value == pytest.approx(1, abs=0.02)  # type: ignore[union-attr]
    diagonal = box_dimension(np.eye(SIDE, dtype=bool))
    assert diagonal is not None
    assert diagonal.value == pytest.approx(1, abs=0.02)
    assert diagonal.error < 0.02


def test_a_filled_square_has_dimension_two() -> None:
    found = box_dimension(np.ones((128, 128), bool))
    assert found is not None
    assert found.value == pytest.approx(2, abs=1e-12)
    assert found.error == pytest.approx(0, abs=1e-7)


def test_the_carpet_has_log_8_over_log_3() -> None:
    exact = np.log(8) / np.log(3)  # 1.893
    found = box_dimension(carpet(4), sizes=[1, 3, 9, 27])
    assert found is not None
    assert found.value == pytest.approx(exact, abs=1e-12)
    large = box_dimension(carpet(5)[:SIDE, :SIDE])  # boxes that do not fit its holes
    assert large is not None
    assert large.value == pytest.approx(exact, abs=0.06)


def test_the_koch_curve_has_log_4_over_log_3() -> None:
    points = np.array([0, 1], complex)
    for _ in range(6):
        start, step = points[:-1], np.diff(points) / 3
        tip = start + step + step * np.exp(1j * np.pi / 3)
        corners = [start, start + step, tip, start + 2 * step]
        points = np.append(np.stack(corners, axis=1), 1)
    along = np.linspace(points[:-1], points[1:], 4).ravel()
    places = np.zeros((512, 512), bool)
    places[(along.imag * 511).astype(int), (along.real * 511).astype(int)] = True
    found = box_dimension(places)
    assert found is not None
    assert found.value == pytest.approx(np.log(4) / np.log(3), abs=0.06)  # 1.262


def test_one_place_has_dimension_zero_and_none_has_no_dimension() -> None:
    places = np.zeros((SIDE, SIDE), bool)
    assert box_dimension(places) is None
    places[7, 9] = True
    found = box_dimension(places)
    assert found is not None
    assert (found.value, found.error) == (0, 0)


def test_boxes_are_counted_by_hand() -> None:
    places = np.array([[1, 0, 0], [0, 0, 0], [0, 1, 1]], bool)
    assert box_counts(places, [1, 2, 3]) == [3, 3, 1]
    assert box_sizes(SIDE) == [1, 2, 4, 8, 16, 32]
    with pytest.raises(ValueError, match="too few"):
        box_dimension(np.ones((8, 8), bool))


def test_the_boundary_is_where_neighbours_differ() -> None:
    converged = np.array([[1, 1, 0], [1, 1, 0], [1, 1, 1]], bool)
    assert places_of_change(converged).tolist() == [[False, True], [False, True]]


def test_the_slope_is_that_of_polyfit() -> None:
    places = np.random.default_rng(0).random((SIDE, SIDE)) < 0.02
    sizes = box_sizes(SIDE)
    (slope, _), covariance = np.polyfit(
        -np.log(sizes), np.log(box_counts(places, sizes)), 1, cov=True
    )
    found = box_dimension(places)
    assert found is not None
    assert found.value == pytest.approx(slope)
    assert found.error == pytest.approx(np.sqrt(covariance[0, 0]))


def test_over_several_zooms_the_median_of_all_slopes() -> None:
    pictures = [Dimension(1.5, 0.1, (1.0, 1.5, 2.0)), Dimension(1.25, 0.1, (1.25, 1.75))]
    found = median_dimension(pictures)
    assert (found.value, found.low, found.high, found.slopes) == (1.5, 1.25, 1.75, 5)
