"""Colours that the colour-blind can tell apart, readable on white and on near-black.

Source: Okabe and Ito, Color Universal Design, 2008.
"""

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
GREY = "#888888"

CATEGORIES = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY_BLUE]
