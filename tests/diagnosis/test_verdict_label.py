"""A verdict as it is read, on every page."""

import pytest

from bp.diagnosis import verdict_label


@pytest.mark.parametrize(
    ("verdict", "nearly", "said"),
    [
        ("dead", None, "Dead"),
        ("learning", "", "Learning well"),
        ("learning", "too_slow", "Between too slow and learning well"),
        ("of_another_release", None, "of another release"),
    ],
)
def test_both_halves_are_said(verdict: str, nearly: str | None, said: str) -> None:
    assert verdict_label(verdict, nearly) == said
