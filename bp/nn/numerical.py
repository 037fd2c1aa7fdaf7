"""Numerical differentiation: slow, simple, and the judge of backpropagation."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def numerical_gradient(f: Callable[[Array], Any], x: Array, h: float = 1e-4) -> Array:
    """Central difference `(f(x + h) - f(x - h)) / 2h`, entry by entry, in the shape of `x`.

    `f` gets `x` itself with one entry moved, and returns a number. `x` is an array of floats
    of any shape; it is left exactly as it was, also when `f` raises. Raises ValueError for an
    `h` that is not positive and TypeError where `x` is not an array of floats.

    Source: Saitoh, Deep Learning from Scratch, section 4.3.
    """
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"The step h must be positive, not {h}.")
    if not (isinstance(x, np.ndarray) and np.issubdtype(x.dtype, np.floating)):
        raise TypeError(
            "Numerical differentiation moves x in place, so it needs an array of floats: give "
            "np.asarray(x).astype(float)."
        )
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = _central_difference(f, x, index, h)
    return gradient


def _central_difference(
    f: Callable[[Array], Any], x: Array, index: tuple[int, ...], h: float
) -> Any:
    before = x[index]
    # In a short float type x + h can be x again: move by at least the distance to the next number.
    step = max(h, float(np.spacing(np.abs(before))))
    try:
        x[index] = before + step
        above, f_above = x[index], np.copy(f(x))  # a copy: f may return x itself
        x[index] = before - step
        below, f_below = x[index], np.copy(f(x))
    finally:
        x[index] = before
    return (f_above - f_below) / (above - below)  # the step as it was rounded, not as it was asked
