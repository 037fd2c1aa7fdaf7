"""Thousands of records in little room: as plain numbers, made into objects where somebody asks.

As objects they took four times the memory, and Python's search for garbage, which a server does
several times a second, went through all of them: 50 ms each time after an hour of training.
"""

from array import array
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class Rows(Sequence[T], Generic[T]):
    """Records of one dataclass whose fields are all `int` or `float`; they can be added."""

    def __init__(self, kind: type[T]) -> None:
        self.kind = kind
        parts = fields(kind)  # type: ignore[arg-type]
        self._names = [part.name for part in parts]
        self._types: list[Any] = [part.type for part in parts]
        self._numbers = array("d")  # row after row; whole numbers are exact up to 2⁵³

    def append(self, record: T) -> None:
        """Add a record at the end."""
        self._numbers += array("d", [getattr(record, name) for name in self._names])

    def extend(self, numbers: NDArray[Any]) -> None:
        """Add records at the end, `(n, fields)`, without making an object of any."""
        self._numbers.frombytes(np.ascontiguousarray(numbers, np.float64).tobytes())

    def copy(self) -> "Rows[T]":
        """The records of now: what is added later is not in it."""
        copied: Rows[T] = Rows(self.kind)
        copied._numbers = self._numbers[:]
        return copied

    @property
    def nbytes(self) -> int:
        """The memory that the numbers take."""
        return len(self._numbers) * self._numbers.itemsize

    def column(self, name: str) -> NDArray[np.float64]:
        """One field of all records, without making an object of any: a copy."""
        return np.frombuffer(self._numbers[self._names.index(name) :: len(self._names)])

    def __len__(self) -> int:
        return len(self._numbers) // len(self._names)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        places = range(len(self))[place]
        return [self._row(at) for at in places] if isinstance(places, range) else self._row(places)

    def _row(self, place: int) -> T:
        start = place * len(self._names)
        numbers = self._numbers[start : start + len(self._names)]
        return self.kind(*[kind(x) for kind, x in zip(self._types, numbers, strict=True)])
