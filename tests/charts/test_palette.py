"""Colours that can be told apart, on paper and in the dark."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from bp.app.failure.experiments import COLOURS as COLOURS_OF_THE_FAILURE
from bp.charts import distinct, ordered, palette
from bp.charts.palette import CATEGORIES
from bp.diagnosis.report import RATES

# What Streamlit draws on: white, and the near-black of its dark theme, then and now.
BACKGROUNDS = ["#FFFFFF", "#0E1117", "#191816"]
COLOURS = sorted(
    {name for name in vars(palette).values() if isinstance(name, str) and name.startswith("#")}
    | {*palette.ORDERED_STOPS, *CATEGORIES}
)
COUNTS = range(2, 17)
SEEN = 3.0  # WCAG 2.2, 1.4.11: graphical objects
TOLD_APART = 0.06  # of OKLab; neighbours that are just told apart side by side are 0.02 apart

# Björn Ottosson, A perceptual color space for image processing, 2020.
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
# Machado, Oliveira and Fernandes 2009, at full severity: what a deuteranope sees of linear sRGB.
DEUTERANOPE = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)


def linear(colour: str) -> np.ndarray:
    """Linear sRGB, 0 to 1."""
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Lightness and two opponent hues of linear sRGB, in which distances are as they look."""
    seen: np.ndarray = TO_OKLAB @ np.cbrt(TO_CONES @ rgb)
    return seen


def distance(one: str, other: str) -> float:
    return float(np.linalg.norm(oklab(linear(one)) - oklab(linear(other))))


def distance_to_a_deuteranope(one: str, other: str) -> float:
    seen = [oklab((DEUTERANOPE @ linear(colour)).clip(0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_contrast_and_distance_are_those_of_the_books() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert oklab(linear("#FFFFFF")) == pytest.approx([1, 0, 0], abs=1e-6)
    assert oklab(linear("#FF0000")) == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_seen_on_both_themes(colour: str, background: str) -> None:
    assert contrast(colour, background) >= SEEN


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("count", COUNTS)
def test_ordered_colours_are_seen_on_both_themes(count: int, background: str) -> None:
    assert min(contrast(colour, background) for colour in ordered(count)) >= SEEN


@pytest.mark.parametrize("count", COUNTS)
def test_ordered_colours_go_from_dark_to_light(count: int) -> None:
    colours = ordered(count)
    assert len(set(colours)) == len(colours) == count
    assert all(luminance(one) < luminance(other) for one, other in pairwise(colours))


@pytest.mark.parametrize("count", range(2, 9))
def test_up_to_eight_ordered_colours_are_told_apart(count: int) -> None:
    """In lightness and hue together; neighbours are the nearest, so that the order is seen."""
    colours = ordered(count)
    apart = {pair: distance(*pair) for pair in combinations(colours, 2)}
    assert min(apart.values()) >= TOLD_APART
    assert min(apart, key=lambda pair: apart[pair]) in set(pairwise(colours))


def test_one_colour_is_enough_for_one_run() -> None:
    assert len(ordered(1)) == len(distinct(1)) == 1


@pytest.mark.parametrize("count", COUNTS)
def test_eight_categories_before_one_comes_again(count: int) -> None:
    colours = distinct(count)
    assert len(colours) == count
    assert len(set(colours)) == min(count, 8)


def test_categories_are_told_apart_by_the_colour_blind_too() -> None:
    for pair in combinations(distinct(8), 2):
        assert distance(*pair) >= 2 * TOLD_APART, pair
        assert distance_to_a_deuteranope(*pair) >= TOLD_APART, pair


def test_a_run_of_the_failure_has_the_colour_that_a_comparison_gives_it() -> None:
    assert [COLOURS_OF_THE_FAILURE[rate] for rate in sorted(RATES)] == list(ordered(len(RATES)))
