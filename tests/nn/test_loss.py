"""Softmax with cross-entropy: both target formats, extreme scores, and targets that do not fit."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from scipy import special  # type: ignore[import-untyped]
from sklearn.metrics import log_loss

from bp.nn import SoftmaxWithLoss, log_softmax, softmax
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


@pytest.mark.parametrize("rows", [True, False])
def test_nothing_is_written_into_what_was_given(rows: bool) -> None:
    of = Sizes(runs=2)
    x, t, dout = of.normal(2, of.batch, of.classes), of.labels(2), np.ones(2)
    t = one_hot_rows(t, of.classes) if rows else t
    with untouched(x, t, dout):
        loss_and_gradient(x, t, dout)
        softmax(x)
    loss_and_gradient(*map(read_only, (x, t, dout)))
