"""Colours that can be told apart, on paper and in the dark."""

from itertools import pairwise

import pytest

from bp.charts import distinct, ordered

WHITE, DARK = "#FFFFFF", "#191816"  # the backgrounds of the two themes
OKABE_ITO = {
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
}  # fmt: skip
COUNTS = range(2, 17)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", [WHITE, DARK])
@pytest.mark.parametrize("count", COUNTS)
def test_ordered_colours_are_seen_on_both_themes(count: int, background: str) -> None:
    assert min(contrast(colour, background) for colour in ordered(count)) >= 1.8


@pytest.mark.parametrize("count", COUNTS)
def test_ordered_colours_go_from_dark_to_light(count: int) -> None:
    colours = ordered(count)
    assert len(set(colours)) == len(colours) == count
    assert all(luminance(one) < luminance(other) for one, other in pairwise(colours))


def test_one_colour_is_enough_for_one_run() -> None:
    assert len(ordered(1)) == len(distinct(1)) == 1


@pytest.mark.parametrize("count", COUNTS)
def test_categories_are_those_of_okabe_and_ito(count: int) -> None:
    colours = distinct(count)
    assert len(colours) == count
    assert set(colours) <= OKABE_ITO
    assert len(set(colours)) == min(count, 6)


@pytest.mark.parametrize("background", [WHITE, DARK])
def test_categories_are_seen_on_both_themes(background: str) -> None:
    assert min(contrast(colour, background) for colour in distinct(6)) >= 1.8
