"""Colours that the colour-blind can tell apart, each at least 3:1 on a white and a dark page.

Sources: Okabe and Ito, Color Universal Design, 2008, darkened where they vanish on white; WCAG 2.2,
1.4.11, for the contrast. Both pages at once leave a luminance from 0.12 to 0.30: the ordered
colours go through it from dark to light, and from blue to orange, the way that no form of colour
blindness confuses.
"""

import numpy as np

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
BROWN = "#86612F"
SKY_BLUE = "#1F98ED"
VIOLET = "#7649F5"
MAGENTA = "#C8039B"
GREY = "#888888"

CATEGORIES = [BLUE, VERMILLION, GREEN, PURPLE, BROWN, SKY_BLUE, VIOLET, MAGENTA]

ORDERED_STOPS = [
    "#0064C3", "#6652DB", "#9D46C8", "#BB40AE", "#D23C8E", "#E33F67", "#EC4C35", "#D77800",
]  # fmt: skip
GAMMA = 2.2  # of a screen


def ordered(count: int) -> tuple[str, ...]:
    """`count` colours from dark blue to light orange, for an ordered hyperparameter's values."""
    stops = np.array([[int(stop[i : i + 2], 16) for i in (1, 3, 5)] for stop in ORDERED_STOPS])
    light = stops**GAMMA  # mixed as light is, a colour between two is not darker than both
    places = np.linspace(0, len(stops) - 1, count)
    channels = [np.interp(places, np.arange(len(stops)), light[:, c]) for c in range(3)]
    return tuple(
        "#" + "".join(f"{round(v ** (1 / GAMMA)):02X}" for v in rgb)
        for rgb in zip(*channels, strict=True)
    )


def distinct(count: int) -> tuple[str, ...]:
    """`count` colours for categories; from the ninth on they come again."""
    return tuple(CATEGORIES[i % len(CATEGORIES)] for i in range(count))
