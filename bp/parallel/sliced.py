"""Work that is advanced in slices: what a training, a gradient check and their like have in common.

Nothing here is imported by the rooms that do the work: they only have these names.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self

from bp.data import Dataset

Advance = Callable[[list[Any], int, float], list[Any]]


class Part(Protocol):
    """A piece of work that a worker can do by itself; it is pickled to get there and back."""

    @property
    def nbytes(self) -> int:
        """About the size of what is pickled."""

    @property
    def work(self) -> int:
        """What one unit costs, compared with other parts of the same work."""


class Sliced(Protocol):
    """Work that is done in slices, by whatever worker is free: a training, a gradient check.

    A slice is a pure function of `parts`. Where it was done and how long it took does not change
    what comes of it, so one that is lost is simply done again.
    """

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""

    @property
    def progress(self) -> tuple[int, int]:
        """The units done, and how many there are in all: iterations, entries of an array."""

    @property
    def nbytes(self) -> int:
        """About the memory that it takes."""

    @property
    def parts(self) -> Sequence[Part]:
        """What the next slice begins from; none of them needs another."""

    @property
    def advance_parts(self) -> Advance:
        """`(parts, units, seconds)`: go on with the parts, in step, and return a record of each.

        Until so many units are done, or the seconds have passed, or the parts come to an end; by
        one unit at least. A function of a module, so that it can be pickled.
        """

    def take(self, parts: Sequence[Any], records: Sequence[Any]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and from their records."""

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Have the parts hold `shared(data)` instead of the data, where they hold any."""

    def snapshot(self) -> Self:
        """What was taken by now, to be read while the work goes on."""
