"""A parameter's two neighbours at a distance of h, and the slope between them."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class PerturbedLoss(Protocol):
    """The loss of a network, and what it is next to the parameters as they are now."""

    loss: float
    epsilon: float  # relative rounding error of the arithmetic: 2e-16 in float64, 1e-7 in float32
    at_once: int  # how many entries are worth asking for together

    def slopes(self, key: str, entries: Array, h: float) -> tuple[Array, Array]:
        """Central differences `(K,)` for flat indices `entries (K,)` of `params[key]`.

        With them a mask `(K,)`: whether the step takes a hidden unit over a kink of its
        activation.
        """


def both_ends(now: Array, h: float) -> Array:
    """`now (K,)` moved up and down by `h`, `(2, K)`: as it is rounded, not as it is asked."""
    # In a short float type now + h can be now again: move at least to the next number.
    step = np.maximum(now.dtype.type(h), np.spacing(np.abs(now)))
    return np.stack([now + step, now - step])


def difference_quotient(losses: Array, ends: Array) -> Array:
    """Slopes `(K,)` for the losses at both ends `(2, K)`."""
    above, below = losses.astype(np.float64)
    return np.asarray((above - below) / (ends[0].astype(np.float64) - ends[1]))
