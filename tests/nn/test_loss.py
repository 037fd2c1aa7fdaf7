"""Softmax with cross-entropy: both target formats, extreme scores, and targets that do not fit."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from scipy import special  # type: ignore[import-untyped]
from sklearn.metrics import log_loss

from bp.nn import SoftmaxWithLoss, log_softmax, one_hot, softmax
from tests.nn.samples import (
    Array,
    Sizes,
    assert_gradient,
    few,
    one_hot_rows,
    read_only,
    sizes,
    untouched,
)


def loss_and_gradient(x: Array, t: Any, dout: Any = 1) -> tuple[Any, Array]:
    layer = SoftmaxWithLoss()
    return layer.forward(x, t), layer.backward(dout)


def test_worked_by_hand() -> None:
    x = np.log(np.array([[1.0, 1, 2], [2, 3, 5]]))  # probabilities 1/4 1/4 1/2 and 0.2 0.3 0.5
    loss, dx = loss_and_gradient(x, [2, 0])
    assert loss == pytest.approx((np.log(2) + np.log(5)) / 2)
    np.testing.assert_allclose(dx, [[0.125, 0.125, -0.25], [-0.4, 0.15, 0.25]])


@few
@given(sizes)
def test_softmax_is_scipys(of: Sizes) -> None:
    x = 30 * of.normal(*of.stack, of.batch, of.classes)
    np.testing.assert_allclose(softmax(x), special.softmax(x, axis=-1), rtol=1e-13)
    # log(1 + tiny) is as exact as 1 + tiny is, however small the logarithm.
    judge = special.log_softmax(x, axis=-1)
    np.testing.assert_allclose(log_softmax(x), judge, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("score", [10_000.0, -10_000.0])
def test_softmax_takes_scores_of_any_size(score: float) -> None:
    np.testing.assert_array_equal(softmax(np.array([score, score])), [0.5, 0.5])


@few
@given(sizes)
def test_against_numerical_gradients(of: Sizes) -> None:
    x, t = of.normal(*of.stack, of.batch, of.classes), of.labels(*of.stack)
    _, dx = loss_and_gradient(x, t)
    assert_gradient(lambda: SoftmaxWithLoss().forward(x, t), x, dx)


@few
@given(sizes)
def test_the_loss_is_scikit_learns(of: Sizes) -> None:
    x, t = of.normal(of.batch, of.classes), of.labels()
    loss, _ = loss_and_gradient(x, t)
    assert loss == pytest.approx(log_loss(t, special.softmax(x, axis=1), labels=range(of.classes)))


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


@pytest.mark.parametrize("dout", [0, -2.5, np.float32(3)])
@pytest.mark.parametrize("runs", [None, 2])
def test_backward_honours_a_number(runs: int | None, dout: Any) -> None:
    of = Sizes(runs)
    x, t = of.normal(*of.stack, of.batch, of.classes), of.labels()
    np.testing.assert_allclose(
        loss_and_gradient(x, t, dout)[1], float(dout) * loss_and_gradient(x, t)[1]
    )


def test_backward_honours_a_number_for_each_run() -> None:
    of = Sizes(runs=3)
    x, t, dout = of.normal(3, of.batch, of.classes), of.labels(3), np.array([1.0, -2, 0])
    _, dx = loss_and_gradient(x, t, dout)
    for run in range(3):
        np.testing.assert_allclose(dx[run], loss_and_gradient(x[run], t[run], dout[run])[1])


@pytest.mark.parametrize("targets", [[1], [[0, 1]]])
def test_wrong_by_10_000_costs_10_000(targets: Any) -> None:
    loss, dx = loss_and_gradient(np.array([[10_000.0, 0]]), targets)
    assert loss == 10_000
    np.testing.assert_array_equal(dx, [[1, -1]])


@pytest.mark.parametrize("gap", [10_000, np.inf])
@pytest.mark.parametrize("targets", [[0], [[1, 0]]])
def test_right_by_any_margin_costs_nothing(targets: Any, gap: float) -> None:
    loss, dx = loss_and_gradient(np.array([[0.0, -gap]]), targets)
    assert loss == 0
    np.testing.assert_array_equal(dx, [[0, 0]])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_float_type_stays(dtype: type) -> None:
    loss, dx = loss_and_gradient(np.zeros((2, 3), dtype), [0, 1], np.float64(1))
    assert loss.dtype == dx.dtype == dtype


@pytest.mark.parametrize(
    ("targets", "scores"),
    [
        ((5,), (4, 3)),
        ((), (4, 3)),
        ((4, 2), (4, 3)),
        ((4, 1), (4, 3)),
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
    with pytest.raises(ValueError, match="whole numbers"):
        one_hot([0, label], (2, 3))


@pytest.mark.parametrize("row", [[0, 0, 0], [1, 1, 0], [255, 0, 0], [np.nan, 0, 1]])
def test_a_row_sums_to_one(row: list[float]) -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        one_hot(np.array([[1, 0, 0], row]), (2, 3))


def test_scores_without_a_batch() -> None:
    with pytest.raises(ValueError, match=r"\(3,\)"):
        SoftmaxWithLoss().forward(np.zeros(3), [0])


@pytest.mark.parametrize("rows", [True, False])
def test_nothing_is_written_into_what_was_given(rows: bool) -> None:
    of = Sizes(runs=2)
    x, t, dout = of.normal(2, of.batch, of.classes), of.labels(2), np.ones(2)
    t = one_hot_rows(t, of.classes) if rows else t
    with untouched(x, t, dout):
        loss_and_gradient(x, t, dout)
        softmax(x)
    loss_and_gradient(*map(read_only, (x, t, dout)))
