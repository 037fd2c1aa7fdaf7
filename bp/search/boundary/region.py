"""A region of the map: from which to which learning rate of each layer, on logarithmic axes."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.training import ConfigError

Array = NDArray[Any]

LARGEST = 10.0  # the highest power of ten of a learning rate; the lowest is its negative
NARROWEST = 1e-9  # decades: beyond it rounding, not the rate, decides about whole stretches


@dataclass(frozen=True)
class Region:
    """Learning rates of W1 and of W2, each from a power of ten to a higher one.

    The fields are logarithms to the base 10: 0 is a rate of 1. Raises ConfigError, with a
    sentence for the user, where they are no such region, or one too narrow for float64.
    """

    w1_from: float
    w1_to: float
    w2_from: float
    w2_to: float

    def __post_init__(self) -> None:
        _check("W1", self.w1_from, self.w1_to)
        _check("W2", self.w2_from, self.w2_to)

    @property
    def decades(self) -> float:
        """How wide it is, in powers of ten: the narrower of its sides."""
        return min(self.w1_to - self.w1_from, self.w2_to - self.w2_from)

    def rates(self, resolution: int) -> tuple[Array, Array]:
        """So many rates of W1 and of W2, in equal ratios, the ends among them."""
        return (
            10 ** np.linspace(self.w1_from, self.w1_to, resolution),
            10 ** np.linspace(self.w2_from, self.w2_to, resolution),
        )

    def part(self, across: tuple[float, float], up: tuple[float, float]) -> "Region":
        """What lies between two shares of its width and of its height, each from 0 to 1."""
        width, height = self.w1_to - self.w1_from, self.w2_to - self.w2_from
        return Region(
            self.w1_from + across[0] * width,
            self.w1_from + across[1] * width,
            self.w2_from + up[0] * height,
            self.w2_from + up[1] * height,
        )

    def rounded(self) -> "Region":
        """The same to a thousandth of its size, so that its ends are short to write."""
        digits = 3 - math.floor(math.log10(self.decades))
        return Region(*(round(float(end), digits) for end in self.ends))

    @property
    def ends(self) -> tuple[float, float, float, float]:
        """The four powers of ten, in the order of the fields."""
        return self.w1_from, self.w1_to, self.w2_from, self.w2_to

    def within(self, other: "Region") -> bool:
        """Whether all of it lies in another one."""
        return (
            other.w1_from <= self.w1_from < self.w1_to <= other.w1_to
            and other.w2_from <= self.w2_from < self.w2_to <= other.w2_to
        )


def _check(layer: str, low: float, high: float) -> None:
    if not all(math.isfinite(end) and abs(end) <= LARGEST for end in (low, high)):
        raise ConfigError(
            f"The learning rate of {layer} goes from 10^{low:g} to 10^{high:g}; both powers must "
            f"be from {-LARGEST:g} to {LARGEST:g}."
        )
    if low >= high:
        raise ConfigError(
            f"The learning rate of {layer} goes from 10^{low:g} to 10^{high:g}: the first power "
            "must be the smaller one."
        )
    if high - low < NARROWEST:
        raise ConfigError(
            f"The learning rate of {layer} spans {high - low:.1g} decades, fewer than "
            f"{NARROWEST:g}. So close together, rounding in float64 decides as much as the rate "
            "does: this is as deep as this map goes."
        )
