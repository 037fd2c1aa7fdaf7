"""Colours that the colour-blind can tell apart, readable on white and on near-black.

Source: Okabe and Ito, Color Universal Design, 2008.
"""

import numpy as np

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
GREY = "#888888"

CATEGORIES = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY_BLUE]

# Viridis without its ends, which vanish on a dark or a white page.
ORDERED_STOPS = ["#3E4A89", "#31688E", "#26828E", "#1F9E89", "#35B779", "#7AD151"]


def ordered(count: int) -> tuple[str, ...]:
    """`count` colours from dark to light, for the values of an ordered hyperparameter."""
    stops = np.array([[int(stop[i : i + 2], 16) for i in (1, 3, 5)] for stop in ORDERED_STOPS])
    places = np.linspace(0, len(stops) - 1, count)
    channels = [np.interp(places, np.arange(len(stops)), stops[:, c]) for c in range(3)]
    return tuple(
        "#" + "".join(f"{round(v):02X}" for v in rgb) for rgb in zip(*channels, strict=True)
    )


def distinct(count: int) -> tuple[str, ...]:
    """`count` colours for categories; from the seventh on they come again."""
    return tuple(CATEGORIES[i % len(CATEGORIES)] for i in range(count))
