"""How pixels, stored as uint8, become the float32 numbers that a network sees."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bp.data.dataset import Dataset, Pixels

Float32 = NDArray[np.float32]

ROWS_AT_ONCE = 1000  # 6 MB of float64 at MNIST's size, which stays in the cache


@dataclass(frozen=True, eq=False)
class Scaling:
    """`(pixels - shift) * factor`, where None leaves a step out."""

    shift: Float32 | None = None  # (features,)
    factor: Float32 | np.float32 | None = None  # (features,) or one for all

    def apply(self, pixels: Pixels, out: Float32 | None = None) -> Float32:
        """Scale `pixels (..., features)` into float32 of the same shape.

        `out` is a float32 buffer of that shape to fill and return. Raises ValueError where a
        shape does not fit.
        """
        scaled: Float32 = np.empty(pixels.shape, np.float32) if out is None else out
        np.copyto(scaled, pixels)  # faster than a ufunc that converts on its way
        if self.shift is not None:
            np.subtract(scaled, self.shift, out=scaled)
        if self.factor is not None:
            np.multiply(scaled, self.factor, out=scaled)
        return scaled


@dataclass(frozen=True)
class ScalingChoice:
    """One entry of the scaling menu."""

    label: str
    help: str
    fit: Callable[[Dataset], Scaling]


def raw(_dataset: Dataset) -> Scaling:
    """Leave the pixels as they are stored."""
    return Scaling()


def unit(dataset: Dataset) -> Scaling:
    """Divide by the largest possible pixel, so that every pixel lies in 0 to 1."""
    return Scaling(factor=np.float32(1 / dataset.pixel_max))


def standard(dataset: Dataset) -> Scaling:
    """Give every pixel zero mean and unit variance over the training part.

    A pixel that never changes there keeps the factor 1, and so becomes 0.
    """
    mean, variance = moments(dataset.x_train)
    deviation = np.sqrt(np.where(variance > 0, variance, 1))
    return Scaling(mean.astype(np.float32), (1 / deviation).astype(np.float32))


def moments(pixels: Pixels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean and the variance of each column of `pixels (N, features)`.

    var = (n Σx² - (Σx)²) / n², in whole numbers up to the division: so nothing cancels, the
    variance of a constant pixel is exactly 0, and no float copy of all the pixels is made.
    """
    n = len(pixels)
    total = np.zeros(pixels.shape[1], np.int64)
    squares = np.zeros_like(total)
    for start in range(0, n, ROWS_AT_ONCE):
        rows = pixels[start : start + ROWS_AT_ONCE].astype(np.float64)
        total += rows.sum(axis=0).astype(np.int64)
        squares += np.einsum("ij,ij->j", rows, rows).astype(np.int64)
    return total / n, (n * squares - total**2) / n**2


SCALINGS: dict[str, ScalingChoice] = {
    "raw": ScalingChoice("Raw", "Pixels as stored: 0 to 255 for MNIST, 0 to 16 for digits.", raw),
    "unit": ScalingChoice("0 to 1", "Pixels divided by the largest possible value.", unit),
    "standard": ScalingChoice(
        "Standardised",
        "Each pixel with zero mean and unit variance on the training part.",
        standard,
    ),
}


@lru_cache(maxsize=8)  # standardising all of MNIST takes half a second
def fit_scaling(dataset: Dataset, name: str) -> Scaling:
    """Return the scaling called `name`, fitted to the dataset's training part.

    Raises ValueError for a name that is not in SCALINGS.
    """
    if name not in SCALINGS:
        raise ValueError(f"Unknown scaling {name!r}: choose one of {', '.join(SCALINGS)}.")
    return SCALINGS[name].fit(dataset)
