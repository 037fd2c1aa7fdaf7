"""Targets as people have them: labels, rows of weights, text; and those that cannot be."""

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import special  # type: ignore[import-untyped]

from bp.nn import SoftmaxWithLoss, one_hot
from tests.nn.samples import (
    Array,
    Sizes,
    assert_gradient,
    few,
    one_hot_rows,
    sizes,
)


def loss_and_gradient(x: Array, t: Any) -> tuple[Any, Array]:
    layer = SoftmaxWithLoss()
    return layer.forward(x, t), layer.backward()


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("runs", [None, 2])
def test_both_target_formats_agree(runs: int | None, shared: bool, dtype: type) -> None:
    of = Sizes(runs)
    x, t = of.normal(*of.stack, of.batch, of.classes), of.labels(*(() if shared else of.stack))
    rows: Array = one_hot_rows(t, of.classes).astype(dtype)

    for one, other in zip(loss_and_gradient(x, t), loss_and_gradient(x, rows), strict=True):
        np.testing.assert_array_equal(one, other)


def test_as_many_samples_as_classes() -> None:
    of = Sizes(batch=3, classes=3)
    x, t = of.normal(3, 3), np.array([2, 0, 1])
    expected = -special.log_softmax(x, axis=1)[range(3), t].mean()
    assert SoftmaxWithLoss().forward(x, t) == pytest.approx(expected)
    assert SoftmaxWithLoss().forward(x, one_hot_rows(t, 3)) == pytest.approx(expected)


def test_what_could_be_labels_or_rows_is_rows() -> None:
    scores, rows = Sizes().normal(3, 3, 3), np.eye(3)[[2, 0, 1]]  # runs, batch, classes
    expected = [SoftmaxWithLoss().forward(own, [2, 0, 1]) for own in scores]
    np.testing.assert_allclose(SoftmaxWithLoss().forward(scores, rows), expected)


def test_soft_targets_are_welcome() -> None:
    loss, dx = loss_and_gradient(np.zeros((1, 2)), [[0.25, 0.75]])
    assert loss == pytest.approx(np.log(2))
    np.testing.assert_allclose(dx, [[0.25, -0.25]])


@pytest.mark.parametrize(
    ("targets", "scores"),
    [
        ((5,), (4, 3)),
        ((), (4, 3)),
        ((4, 2), (4, 3)),
        ((3, 4), (4, 3)),
        ((1, 4), (4, 3)),
        ((3, 4), (2, 4, 3)),
        ((3, 4, 3), (2, 4, 3)),
    ],
)
def test_targets_that_do_not_fit(targets: tuple[int, ...], scores: tuple[int, ...]) -> None:
    both = f"{re.escape(str(targets))}.*{re.escape(str(scores))}"
    with pytest.raises(ValueError, match=both):
        SoftmaxWithLoss().forward(np.zeros(scores), np.zeros(targets))


@pytest.mark.parametrize("label", [-1, 3, 255])
def test_a_label_outside_is_named(label: int) -> None:
    with pytest.raises(ValueError, match=rf"label {label} is outside 0 to 2"):
        one_hot([0, label], (2, 3))


@pytest.mark.parametrize("label", [0.5, np.nan])
def test_a_label_is_a_whole_number(label: float) -> None:
    with pytest.raises(ValueError, match=r"whole numbers; weights.* a row a sample"):
        one_hot([0, label], (2, 3))


@pytest.mark.parametrize("row", [[-1, 1, 1], [np.inf, 0, 0], [np.nan, 0, 1]])
def test_a_weight_that_cannot_be(row: list[float]) -> None:
    with pytest.raises(ValueError, match="finite, and none below 0"):
        one_hot(np.array([[1, 0, 0], row]), (2, 3))


@few
@given(sizes)
def test_rows_of_weights_of_any_sum(of: Sizes) -> None:
    """As the textbook's page 116 draws them: uniformly."""
    x = of.normal(*of.stack, of.batch, of.classes)
    t = np.random.default_rng(of.seed).random(x.shape)
    loss, dx = loss_and_gradient(x, t)
    judge = -(t * special.log_softmax(x, axis=-1)).sum(axis=-1).mean(axis=-1)
    np.testing.assert_allclose(loss, judge, rtol=1e-12)
    assert_gradient(lambda: SoftmaxWithLoss().forward(x, t), x, dx)


GIVEN: dict[str, Any] = {
    "a column": np.array([[2], [0]]),
    "a column of text": np.array([["2"], ["0"]]),
    "text, as OpenML's digits": np.array(["2", "0"], object),
    "text of NumPy's own": np.array(["2", "0"]),
    "objects": np.array([2, 0], object),
    "floats": [2.0, 0.0],
    "one-hot rows of bool": np.array([[False, False, True], [True, False, False]]),
    "one-hot rows of objects": np.array([[0, 0, 1], [1, 0, 0]], object),
    "a Series of text": pd.Series(["2", "0"]),
    "a Series of categories": pd.Series(["2", "0"], dtype="category"),
    "a table of one column": pd.DataFrame({"class": [2, 0]}),
    "one-hot rows as pandas has them": pd.get_dummies(pd.Series([2, 0, 1]))[:2],
}


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("runs", [None, 2])
def test_targets_as_people_have_them(given: str, runs: int | None) -> None:
    x = Sizes(runs).normal(*Sizes(runs).stack, 2, 3)
    for one, other in zip(
        loss_and_gradient(x, GIVEN[given]), loss_and_gradient(x, [2, 0]), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_rows_in_a_column_of_objects() -> None:
    rows = np.empty(2, object)
    rows[:] = [np.array([0, 0, 1]), np.array([1, 0, 0])]
    np.testing.assert_array_equal(one_hot(rows, (2, 3)), [[0, 0, 1], [1, 0, 0]])


@pytest.mark.parametrize("names", [["cat", "dog"], [[0], [0, 1]]])
def test_names_are_no_numbers(names: Any) -> None:
    t = np.array(names, object)
    with pytest.raises(ValueError, match=r"must be numbers.*return_inverse=True"):
        one_hot(t, (2, 3))


def test_scores_without_a_batch() -> None:
    with pytest.raises(ValueError, match=r"\(3,\).*one sample.*x\[None\] and \[t\]"):
        SoftmaxWithLoss().forward(np.zeros(3), [0])
