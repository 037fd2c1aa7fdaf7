"""What a value that a stranger wrote must be."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def need(holds: object, otherwise: str) -> None:
    """Raise ValueError with a sentence unless something holds."""
    if not holds:
        raise ValueError(otherwise)


def mapping(name: str, value: Any) -> dict[str, Any]:
    """A JSON object, copied."""
    need(isinstance(value, dict), f"its {name} cannot be read.")
    return dict(value)


def numbers(array: NDArray[Any], dtype: str) -> NDArray[Any]:
    """An array of numbers; what is too large for `dtype` is infinite there, as in training."""
    need(array.dtype.kind in "fiu" and array.ndim, "it has no numbers where they are needed.")
    with np.errstate(over="ignore"):
        return array.astype(dtype)


def within(values: NDArray[Any], lowest: float, highest: float) -> bool:
    """Whether all values are finite and in a range, both ends included."""
    return bool((np.isfinite(values) & (values >= lowest) & (values <= highest)).all())


def is_number(value: Any, lowest: float, highest: float) -> bool:
    """Whether a value of JSON is a number in a range, both ends included."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and lowest <= value <= highest  # False for nan


def is_whole(value: Any, lowest: int, highest: int) -> bool:
    """Whether it is a whole number in a range, both ends included."""
    return isinstance(value, int) and is_number(value, lowest, highest)
