"""Figures as a reader wants them, on all pages alike."""

import math

import pytest

from bp.diagnosis.wording import (
    iterations,
    loss,
    number,
    percent,
    rate,
    rates_in_short,
    settings_text,
    update,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.0582, "0.0582"),
        (22.21, "22.2"),
        (999.6, "1,000"),
        (1464.2, "1,460"),
        (999_600, "1e6"),
        (1.5e6, "1.5e6"),
        (0.000989, "9.89e-4"),
        (-3.4e-9, "-3.4e-9"),
    ],
)
def test_three_digits_and_no_power_that_can_be_avoided(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.1, "0.1"), (0.001, "0.001"), (1e-5, "1e-5"), (2.5e-4, "2.5e-4")]
)
def test_a_rate(value: float, words: str) -> None:
    assert rate(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0041, "0.4\u00a0% of the weights"),
        (1.0, "1.0 times the weights"),
        (1.47, "1.5 times the weights"),
        (9.96, "10 times the weights"),
        (452.0, "450 times the weights"),
        (45_200.0, "45,000 times the weights"),
        (3.2e8, "3.2e8 times the weights"),
        (math.nan, "not a finite share of the weights"),
    ],
)
def test_the_length_of_an_update(value: float, words: str) -> None:
    assert update(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(2.3026, "2.303"), (15.07, "15.1"), (4416.5, "4,416.5"), (4.21e12, "4.2e12")],
)
def test_a_loss(value: float, words: str) -> None:
    assert loss(value) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.931, "93.1"), (0, "0"), (0.00042, "0.04"), (0.000_004_2, "4e-4")]
)
def test_no_line_is_broken_before_the_per_cent(share: float, words: str) -> None:
    assert percent(share) == f"{words}\u00a0%"


def test_one_iteration_is_not_several() -> None:
    assert (iterations(1), iterations(3000)) == ("1 iteration", "3,000 iterations")


@pytest.mark.parametrize(
    ("rates", "told"),
    [
        ([], "0.1"),
        ([(0, 0.1)], "0.1"),
        ([(0, 0.1), (1_200, 1e-5)], "0.1, 1e-5 from iteration 1,200 on"),
        ([(0, 0.3), (5, 0.1)], "0.3, 0.1 from iteration 5 on"),
        (
            [(0, 0.1), (20, 0.5), (30, 0.2)],
            "0.1, 0.5 from iteration 20 on, 0.2 from iteration 30 on",
        ),
    ],
)
def test_every_learning_rate_of_a_run(rates: list[tuple[int, float]], told: str) -> None:
    settings = {"learning_rate": 0.1, "iterations": 3_000, "scaling": "raw"}
    assert settings_text(settings, rates) == {
        **settings,
        "learning_rate": told,
        "iterations": "3,000",
    }


def test_many_learning_rates_in_short() -> None:
    moved = [(0, 0.1), (20, 0.5), (30, 0.2)]
    assert rates_in_short(moved) == "0.1, moved 2 times, 0.2 from iteration 30 on"
    for rates in ([], moved[:1], moved[:2]):
        assert rates_in_short(rates) == settings_text({}, rates).get("learning_rate", "")
