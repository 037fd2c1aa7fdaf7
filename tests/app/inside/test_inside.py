"""What a canvas may send, and the sentences of the Look inside page."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from bp.analysis.curvature import Curvature
from bp.analysis.predictions import Predictions
from bp.app.inside.canvas import CELLS, read_ink
from bp.app.inside.confusion import in_words as confusion_in_words
from bp.app.inside.curvature import in_words, points
from bp.app.inside.weights import activity_in_words, grid_columns
from tests.training.examples import config, trained


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        [1.0] * (CELLS**2 - 1),
        [[1.0] * CELLS] * CELLS,
        ["ink"] * CELLS**2,
        [float("nan")] * CELLS**2,
        [1e999] * CELLS**2,
        {"ink": 1},
        "drawing",
        [None] * CELLS**2,
        [[1], [2, 3]],
    ],
)
def test_what_is_no_drawing_is_none(sent: Any) -> None:
    assert read_ink(sent) is None


def test_a_drawing_is_read_row_by_row_and_kept_in_range() -> None:
    sent: list[float] = [0] * CELLS**2
    sent[1], sent[CELLS] = 999, -5
    ink = read_ink(sent)
    assert ink is not None
    assert ink.shape == (CELLS, CELLS)
    assert (ink[0, 1], ink[1, 0]) == (255, 0)


def test_the_rate_beside_the_limit() -> None:
    assert "The learning rate **0.1** is below it." in in_words(Curvature(4, 9, True), 0.1)
    assert "2/λ = **0.5**. The learning rate **0.6** is above it." in in_words(
        Curvature(4, 9, True), 0.6
    )
    assert "no limit" in in_words(Curvature(-1, 9, True), 0.1)


def test_each_moment_has_the_rate_that_was_used_then() -> None:
    history = trained(config()).histories[0]
    history.rates = [(0, 0.1), (10, 0.5)]
    found = {0: Curvature(4, 9, True), 10: Curvature(-1, 9, True), 30: Curvature(2, 9, True)}
    table = points(found, history)
    rates = table[table["line"] == "learning rate"]
    assert rates["value"].tolist() == [0.1, 0.1, 0.5]
    limits = table[table["line"] == "2/λ"]
    assert limits[["iteration", "value"]].to_numpy().tolist() == [[0, 0.5], [30, 1]]


def test_the_matrix_in_words() -> None:
    y = np.eye(3)
    found = Predictions(np.array([0, 1, 1, 2]), y[[0, 0, 0, 2]], ("a", "b", "c"))
    assert confusion_in_words(found, found.confusion()) == (
        "Confusion matrix. 50.0\u00a0% of 4 test images are read correctly. "
        "Most common mistakes: b read as a (2 images)."
    )


@pytest.mark.parametrize(("tiles", "columns"), [(1, 2), (8, 4), (50, 10), (200, 20)])
def test_grids_are_about_twice_as_wide_as_high(tiles: int, columns: int) -> None:
    assert grid_columns(tiles) == columns


@pytest.mark.parametrize(
    ("dead", "sentence"),
    [
        ([False] * 3, "0 of 3 units are dead. Half of them are on for at least 50.0\u00a0% of"),
        ([True, False, False], "1 of 3 units is dead. Half of the others are on for at least 70"),
        ([True] * 3, "3 of 3 units are dead. Their values still differ from image to image"),
    ],
)
def test_the_hidden_units_in_words(dead: list[bool], sentence: str) -> None:
    shares = pd.DataFrame({"share": np.array([0.0, 0.5, 0.9]), "dead": dead})
    assert activity_in_words(shares).startswith(sentence)


@pytest.mark.parametrize("share", [[0.0, 0.0], [0.0, 1.0]])  # off for all, or saturated for all
def test_dead_units_with_one_value_each_give_one_answer(share: list[float]) -> None:
    shares = pd.DataFrame({"share": share, "dead": [True, True]})
    assert activity_in_words(shares) == (
        "2 of 2 units are dead. The network answers the same for all 1,000 training images."
    )
