"""What stands out in the loss of a run is drawn where it was measured, and named in full."""

import math
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from bp.charts import evaluated_table, loss_marks, loss_table, lowest_table, peak_table
from bp.charts.one_run.marks import LETTER, LEVELS, NARROWEST
from bp.training import History
from tests.charts.examples import evaluation, falling, history, lost
from tests.training.examples import config

SPIKE = 639.0  # of the loss on raw pixels at 0.05, at iteration 2


def spiked(length: int) -> History:
    """A run whose loss is at its highest at iteration 2, and flat from the tenth on."""
    rest = np.random.default_rng(0).uniform(2.2, 2.4, length)
    rest[:10] = [2.4, 98, SPIKE, 410, 130, 60, 20, 9, 5, 3]
    return history(list(rest))


def rows(table: pd.DataFrame) -> list[Any]:
    """The rows of a table, their columns as attributes."""
    return [
        SimpleNamespace(**{str(name): row[name] for name in row})
        for row in table.to_dict("records")
    ]


def highest(run: History) -> tuple[int, float]:
    """By a plain loop, whatever is finite."""
    best = -1, -math.inf
    for iteration, loss in enumerate(run.loss.tolist()):
        if math.isfinite(loss) and loss > best[1]:
            best = iteration, loss
    return best


@pytest.mark.parametrize("log_x", [False, True])
@pytest.mark.parametrize("points", [250, 1_000])
@pytest.mark.parametrize("smoothing", [0, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("length", [200, 2_000, 20_000])
def test_a_spike_never_fades(length: int, smoothing: float, points: int, log_x: bool) -> None:
    run = spiked(length)
    curve = loss_table(run, points=points, smoothing=smoothing, log_x=log_x)
    (peak,) = rows(peak_table(run, curve))
    assert (peak.x, peak.loss) == highest(run) == (2, SPIKE)
    assert max(peak.loss, curve["smoothed"].max()) == peak.loss
    assert peak.foot in curve["smoothed"].tolist()  # where the line up to it begins
    assert peak.mark == "highest loss 639.0 at iteration 2"


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_the_peak_is_the_highest_loss_that_is_a_number(value: float) -> None:
    run = history([2.3, 7, 2.1, value, value])
    curve = loss_table(run, points=250, smoothing=0.6)
    (peak,) = rows(peak_table(run, curve))
    assert (peak.x, peak.loss) == (1, 7)


def test_the_peak_in_a_gap_of_the_curve_has_no_line_below_it() -> None:
    run = history([2.3, 2.2, 9.0, math.nan])
    curve = loss_table(run, points=2, smoothing=0.6)
    (peak,) = rows(peak_table(run, curve))
    assert peak.foot == peak.loss == 9


def test_nothing_trained_has_no_peak_and_no_lowest_test_loss() -> None:
    run = History(config(), train_size=160, class_shares=(0.1,) * 10)
    assert peak_table(run, loss_table(run, points=250, smoothing=0)).empty
    assert lowest_table(run).empty
    assert evaluated_table(run, points=250).empty


def evaluated(*losses: float) -> History:
    """A run with these test losses, one after every ten iterations."""
    run = history([2.3] * 10 * len(losses))
    run._evaluations = type(run._evaluations)(run._evaluations.kind)
    for place, loss in enumerate(losses):
        measured = evaluation(10 * place)
        object.__setattr__(measured, "test_loss", loss)
        run.record_evaluation(measured, 1.0)
    return run


def test_the_lowest_test_loss_is_named_where_it_was_measured() -> None:
    run = evaluated(2.3, 0.5, 0.207, 0.3, 0.207)
    (lowest,) = rows(lowest_table(run))
    assert (lowest.x, lowest.loss) == (20, 0.207)
    assert lowest.mark == "lowest test loss 0.207 at iteration 20"
    (lowest,) = rows(lowest_table(run, "epochs"))
    assert lowest.x == pytest.approx(20 * run.config.batch_size / 160)


def test_of_one_test_loss_nothing_is_the_lowest() -> None:
    (only,) = rows(lowest_table(evaluated(2.3)))
    assert only.mark == "test loss 2.300 at iteration 0"


def test_a_lost_test_loss_is_not_the_lowest() -> None:
    (lowest,) = rows(lowest_table(evaluated(2.3, math.inf, math.nan)))
    assert (lowest.x, lowest.loss) == (0, 2.3)
    assert lowest_table(evaluated(math.nan, math.inf)).empty


@pytest.mark.parametrize("points", [3, 60, 1_000])
def test_the_lowest_test_loss_lies_on_its_curve(points: int) -> None:
    losses = [1 / (1 + place) for place in range(100)]
    losses[61] = 0.001
    run = evaluated(*losses)
    curve = evaluated_table(run, points=points)
    (lowest,) = rows(lowest_table(run))
    assert np.float32(lowest.loss) in curve.set_index("x").loc[[610.0], "loss"].tolist()
    for row in rows(curve):
        assert row.loss == pytest.approx(losses[int(row.x) // 10], rel=1e-6)
    assert len(curve) <= points + 2


def test_nothing_to_mark() -> None:
    assert loss_marks(falling()).empty


def changed(*at: int, length: int = 2_000) -> History:
    """A run whose rate was changed there."""
    run = history([2.3] * length)
    for place, iteration in enumerate(at):
        run.rates.append((iteration, 0.05 if place % 2 == 0 else 0.1))
    return run


def test_every_change_of_the_rate_is_named() -> None:
    marks = loss_marks(changed(300, 400, 450, 1_900))
    assert marks["x"].tolist() == [300, 400, 450, 1_900]
    assert marks["mark"].tolist() == ["rate 0.1 → 0.05", "rate 0.05 → 0.1"] * 2


@pytest.mark.parametrize("log_x", [False, True])
@pytest.mark.parametrize(
    "at", [[300], [300, 400, 450, 1_900], [0, 1, 2, 3], list(range(0, 2_000, 200)), [1_999]]
)
def test_no_name_of_a_change_covers_another_or_is_cut(at: list[int], log_x: bool) -> None:
    """Even on a phone, with letters as wide as they come."""
    marks = loss_marks(changed(*at), log_x=log_x)
    boxes = []
    for mark in rows(marks):
        share = math.log1p(mark.x) / math.log1p(2_000) if log_x else mark.x / 2_000
        place, width = share * NARROWEST, len(mark.mark) * LETTER
        left = place if mark.align == "left" else place - width
        boxes.append((mark.level, left, left + width))
        assert left >= 0
        assert left + width <= NARROWEST
        assert 0 <= mark.level < LEVELS
    for (level, left, right), (other, begin, end) in combinations(boxes, 2):
        assert level != other or right <= begin or end <= left


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_mark_where_the_loss_first_was_not_finite(value: float) -> None:
    marks = loss_marks(lost(at=7, value=value))
    assert marks["x"].tolist() == [7]
    assert marks["mark"].tolist() == ["loss is not finite from here"]


def test_marks_come_in_the_order_of_the_iterations() -> None:
    run = lost(at=7, length=40)
    run.record_rate(0.05)
    assert loss_marks(run)["x"].tolist() == [7, 40]
