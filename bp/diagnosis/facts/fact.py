"""A measured figure that knows where it comes from."""

import math
from typing import Self


class Fact(float):
    """A figure of a run, with the iterations done when it was measured, and what it is of.

    It is a number like any other in arithmetic; what is computed from it is a plain number.
    """

    iteration: int
    of: str  # "the last 100 batches", "all training images"

    def __new__(cls, value: float, iteration: int = 0, of: str = "") -> Self:
        """Make a figure of a number: `value`, measured after `iteration` iterations, `of` what."""
        fact = super().__new__(cls, value)
        fact.iteration, fact.of = iteration, of
        return fact

    @property
    def known(self) -> bool:
        """Whether it is a finite number."""
        return math.isfinite(self)


def nothing(iteration: int = 0) -> Fact:
    """A figure that nobody has measured yet."""
    return Fact(math.nan, iteration, "nothing")
