"""A part of a space, at the full resolution of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from bp.search.space.space import Space
from bp.training.config import CHOICES, LIMITS, WHOLE_NUMBERS


def narrowed(space: Space, region: Mapping[str, tuple[float, float]]) -> Space:
    """The same space over a part of it, at full resolution: as many values between closer ends.

    `region` has the ends for each parameter to narrow: numbers in the parameter's own units, or for
    a choice the first and last place among its values. A choice of which fewer than two are left
    stays whole, as do numbers that cannot be any closer.
    """
    asked = tuple(
        (field, _closer(field, text, space.values[field], region[field]))
        if field in region
        else (field, text)
        for field, text in space.asked
    )
    return replace(space, asked=asked)


def _closer(field: str, text: str, values: Sequence[Any], ends: tuple[float, float]) -> str:
    low, high = min(ends), max(ends)
    if field in CHOICES:
        kept = [value for place, value in enumerate(values) if low <= place <= high]
        return ", ".join(kept) if len(kept) > 1 else text
    limits = LIMITS[field]
    low, high = max(low, limits.lowest), min(high, limits.highest)
    if field in WHOLE_NUMBERS:
        first, last = int(np.ceil(low)), int(np.floor(high))
        return f"{first}..{last} x {len(values)}" if last > first else text
    first_text, last_text = _ends_written(low, high)
    return f"{first_text}..{last_text} x {len(values)}" if first_text != last_text else text


def _ends_written(low: float, high: float) -> tuple[str, str]:
    """Both with as many digits as keep them a thousandth of their distance close."""
    for digits in range(3, 16):
        words = _plain(f"{low:.{digits}g}"), _plain(f"{high:.{digits}g}")
        if max(abs(float(words[0]) - low), abs(float(words[1]) - high)) <= (high - low) / 1_000:
            break
    return words


def _plain(word: str) -> str:
    """1000 rather than 1e+03."""
    return str(np.format_float_positional(float(word), trim="-"))
