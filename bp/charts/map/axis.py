"""An axis of a map: the values of a parameter, and where their cells lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis.wording import rate


@dataclass(frozen=True)
class Axis:
    """One axis of a map: a field of TrainConfig with its values, in order.

    On a "log" or "linear" axis a value stands where its number is, on a "listed" one they stand
    side by side, at 0, 1, 2, ...
    """

    field: str
    title: str
    values: tuple[Any, ...]
    kind: Literal["log", "linear", "listed"]

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        """Where the middle of each value's cells is."""
        if self.kind == "listed":
            return np.arange(len(self.values), dtype=float)
        return np.array(self.values, dtype=float)

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """Where the cells end: half-way between two values, in the logarithm on a "log" axis."""
        middles = np.log(self.positions) if self.kind == "log" else self.positions
        if len(middles) == 1:
            half = np.array([0.5])
            edges = np.concatenate([middles - half, middles + half])
        else:
            between = (middles[1:] + middles[:-1]) / 2
            first, last = middles[0] - (between[0] - middles[0]), middles[-1] * 2 - between[-1]
            edges = np.concatenate([[first], between, [last]])
        return np.exp(edges) if self.kind == "log" else edges

    def written(self, value: Any) -> str:
        """A value as people write it."""
        return rate(value) if isinstance(value, float) else f"{value}"


def axis(field: str, title: str, values: Sequence[Any], *, logarithmic: bool) -> Axis:
    """The axis for some values: logarithmic by itself where these are compared by ratio."""
    numbers = all(isinstance(value, int | float) for value in values)
    if not numbers or min(values) < 0 or (logarithmic and min(values) == 0):
        kind: Literal["log", "linear", "listed"] = "listed"
    else:
        kind = "log" if logarithmic else "linear"
    return Axis(field, title, tuple(values), kind)
