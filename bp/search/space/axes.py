"""The values of one parameter of a space: as typed, at random, and in order from coarse to fine."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bp.training import ConfigError
from bp.training.config import CHOICES, WHOLE_NUMBERS, read_field
from bp.training.numbers import NumberError
from bp.training.variations import VARIATIONS, as_range, parse_values

MOST_VALUES = 64  # of one parameter


def read_axis(field: str, text: str) -> tuple[Any, ...]:
    """The values of one parameter, as `parse_values` reads them; a range must rise.

    Raises ConfigError with a sentence for the user.
    """
    label = VARIATIONS[field].label
    if not text.strip():
        example = VARIATIONS[field].presets[0]
        raise ConfigError(f"{label} has no values: list some, for example {example}.")
    spread = as_range(text) if field not in CHOICES else None
    if spread:
        low, high = _end(field, spread[0]), _end(field, spread[1])
        if low is not None and high is not None and low > high:
            raise ConfigError(
                f"{label} goes from {spread[0]} down to {spread[1]}: write the smaller one first, "
                f"{spread[1]}..{spread[0]}."
            )
        if low is not None and low == high:
            raise ConfigError(
                f"{label} goes from {spread[0]} to {spread[1]}, which is one value: give two ends "
                "that differ."
            )
    return parse_values(field, text, MOST_VALUES)


def _end(field: str, word: str) -> float | None:
    """One end of a range; None where it cannot be read, which `parse_values` says."""
    try:
        return float(read_field(field, word))
    except (ConfigError, NumberError):
        return None


def refinement(index: int, count: int) -> int:
    """In which of the ever finer grids over `count` values the one of `index` is first seen.

    The first takes every 2^k-th value, so that it has two to four of them, the next all in
    between, and so on.
    """
    coarsest = max(0, int(np.log2(max(count - 1, 1))) - 1)
    level = (index & -index).bit_length() - 1 if index else coarsest
    return coarsest - min(level, coarsest)


def spread_out(index: int) -> float:
    """A place in [0, 1) such that neighbours are far apart: van der Corput's sequence."""
    place, step = 0.0, 0.5
    while index:
        place += step * (index & 1)
        index, step = index >> 1, step / 2
    return place


class Between:
    """A number between the first and the last of some values, as `ParameterSampler` draws it."""

    def __init__(self, field: str, values: Sequence[float]) -> None:
        self.field, self.low, self.high = field, min(values), max(values)

    def rvs(self, random_state: np.random.RandomState) -> float | int:
        """One number, with four digits: as even in its logarithm as 0 allows."""
        share = random_state.uniform()
        if VARIATIONS[self.field].logarithmic and self.low > 0:
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        if self.field in WHOLE_NUMBERS:
            return round(value)
        return min(max(float(f"{value:.4g}"), self.low), self.high)
