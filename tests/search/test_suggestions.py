"""Each rule on curves whose answer is known by hand, and fastai's as it is published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bp.search.suggestions import (
    RULES,
    SAFETY,
    minimum_over_ten,
    recommended,
    steepest,
    suggestions,
    turning_rate,
    valley,
)

RATES = np.geomspace(1e-6, 10, 71)  # ten a decade


def published_valley(rates: NDArray[np.float64], losses: NDArray[np.float64]) -> float:
    """fastai's `valley`, line by line, apart from a start that it counts one too early."""
    lengths = [1] * len(losses)
    for i in range(1, len(losses)):
        for j in range(i):
            if losses[i] < losses[j] and lengths[i] < lengths[j] + 1:
                lengths[i] = lengths[j] + 1
    end = max(range(len(losses)), key=lambda place: lengths[place])
    start = end - lengths[end] + 1
    return float(rates[max(0, start + (end - start) // 2)])


def bowl() -> NDArray[np.float64]:
    """2.3, falling from 1e-3 to 0.2 at 0.1, then rising to 4 at 10."""
    knots = [-6.0, -3.0, -1.0, 1.0]
    return np.interp(np.log10(RATES), knots, [2.3, 2.3, 0.2, 4.0])


def test_the_turning_rate_is_the_first_that_is_a_quarter_above_the_lowest() -> None:
    # From 0.1 on the loss rises by 0.19 a tenth of a decade: 0.2, 0.39; the first above 0.25.
    assert turning_rate(RATES, bowl()) == pytest.approx(10**-0.9)
    assert recommended(RATES, bowl()) == pytest.approx(10**-0.9 / SAFETY)


def test_a_loss_that_never_turns_is_taken_to_its_end() -> None:
    falling = np.linspace(2.3, 0.5, len(RATES))
    assert turning_rate(RATES, falling) == RATES[-1]


def test_a_fifth_of_the_highest_rate_is_called_so() -> None:
    falling = np.linspace(2.3, 0.5, len(RATES))
    assert "did not turn" in suggestions(RATES, [falling])[0].why
    assert "past its lowest" in suggestions(RATES, [falling, bowl()])[0].why


def test_a_loss_that_is_no_longer_finite_has_turned() -> None:
    losses = bowl()
    losses[52:] = np.nan  # from 10**-0.8
    losses[51] = losses[50]
    assert turning_rate(RATES, losses) == pytest.approx(RATES[52])


def test_the_tenth_of_the_minimum() -> None:
    assert minimum_over_ten(RATES, bowl()) == pytest.approx(0.01)


def test_steepest_is_in_the_middle_of_a_logistic_fall() -> None:
    losses = 2.3 / (1 + np.exp(4 * (np.log10(RATES) + 2)))
    assert steepest(RATES, losses) == pytest.approx(0.01)


@given(st.lists(st.floats(0.01, 10), min_size=2, max_size=40, unique=True))
def test_the_valley_is_the_published_one(losses: list[float]) -> None:
    curve = np.array(losses)
    assert valley(RATES, curve) == published_valley(RATES, curve)


def test_seeds_are_averaged_on_the_logarithmic_axis() -> None:
    early, late = bowl(), np.roll(bowl(), 10)  # one decade apart
    late[:10] = 2.3
    found = suggestions(RATES, [early, late])
    assert [each.rule for each in found] == list(RULES)
    expected = np.sqrt(recommended(RATES, early) * recommended(RATES, late))
    assert found[0].learning_rate == float(f"{expected:.2g}")


def test_a_curve_that_broke_early_is_read_as_far_as_it_goes() -> None:
    (first, *_) = suggestions(RATES, [bowl()[:56]])
    assert first.learning_rate == float(f"{recommended(RATES, bowl()):.2g}")
