import pytest

from benchmarks.cost.growth import exponents, fitted_exponent, outgrows
from benchmarks.cost.steps import StepCost


def test_the_fit_finds_the_exponent() -> None:
    sizes = [10, 20, 50, 100]
    assert fitted_exponent(sizes, [3e-6 * n**1.5 for n in sizes]) == pytest.approx(1.5)


def test_an_overhead_lowers_the_exponent() -> None:
    sizes = [1, 2, 4, 8]
    assert 0 < fitted_exponent(sizes, [1 + n for n in sizes]) < 1


def test_what_grows_quadratically_outgrows_linear_products() -> None:
    cost = {n: StepCost(ours=[n**2], products=[n]) for n in (1, 2, 4)}
    assert exponents(cost) == pytest.approx((2, 1))
    assert outgrows(*exponents(cost))
    assert not outgrows(1.05, 1.0)
