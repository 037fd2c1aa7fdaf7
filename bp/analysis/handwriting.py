"""From a drawing to the image that the makers of a data set would have made of it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset

Array = NDArray[Any]

MNIST_FIELD, MNIST_BOX = 28, 20  # pixels: the digit's longer side fills the box
UCI_FIELD, UCI_WIDEST = 32, 20  # cells of the bitmap that is summed up in blocks
UCI_INK = 0.305  # share of the bitmap that is ink: the same for every digit of the data set


def as_stored(drawing: Array, dataset: Dataset) -> NDArray[np.uint8] | None:
    """A drawing `(height, width)`, 0 where there is no ink, as a row of the dataset's pixels.

    None for an empty drawing.
    """
    ink = _cropped(np.asarray(drawing, np.float64))
    if ink is None:
        return None
    is_uci = dataset.image_shape == (8, 8)
    image = _as_uci(ink) if is_uci else _as_mnist(ink, dataset.image_shape)
    return np.rint(image * dataset.pixel_max).astype(np.uint8).reshape(-1)


def _as_mnist(ink: Array, shape: tuple[int, int]) -> Array:
    """Fit into a box of 20 of 28 pixels, and put the centre of mass into the middle.

    Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits.
    """
    box = max(1, min(shape) * MNIST_BOX // MNIST_FIELD)
    height, width = (max(1, round(side * box / max(ink.shape))) for side in ink.shape)
    digit = resampled(ink, height, width)
    image = np.zeros(shape)
    top = _start(digit.sum(axis=1), shape[0])
    left = _start(digit.sum(axis=0), shape[1])
    image[top : top + height, left : left + width] = digit / digit.max()
    return image


def _as_uci(ink: Array) -> Array:
    """Fill the height of a 32 × 32 bitmap with strokes as thick as theirs; count 4 × 4 blocks.

    Source: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998.
    """
    height, width = ink.shape
    wide = min(UCI_WIDEST, max(4, round(width * UCI_FIELD / height)))
    field = np.zeros((UCI_FIELD, UCI_FIELD))
    left = (UCI_FIELD - wide) // 2
    field[:, left : left + wide] = resampled(ink, UCI_FIELD, wide)
    spread = _blurred(field)
    bitmap = spread >= np.quantile(spread, 1 - UCI_INK)
    return bitmap.reshape(8, 4, 8, 4).mean(axis=(1, 3))


def resampled(image: Array, height: int, width: int) -> Array:
    """The image in another size: each pixel is the mean of the area that it covers."""
    return _coverage(image.shape[0], height) @ image @ _coverage(image.shape[1], width).T


def _coverage(old: int, new: int) -> Array:
    """`(new, old)`: the share of each new pixel that lies in each old one."""
    edges = np.linspace(0, old, new + 1)
    first, last = edges[:-1, None], edges[1:, None]
    cell = np.arange(old)
    overlap = np.minimum(last, cell + 1) - np.maximum(first, cell)
    return overlap.clip(0) * new / old


def _cropped(image: Array) -> Array | None:
    rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return None
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _start(mass: Array, field: int) -> int:
    """Where a digit begins whose `mass` along an axis is to be centred in the field."""
    centre = (np.arange(len(mass)) + 0.5) @ mass / mass.sum()
    return int(np.clip(round((field + 1) / 2 - centre), 0, field - len(mass)))


def _blurred(field: Array) -> Array:
    """Ink fades with the distance from the stroke, so that a threshold can thicken it."""
    away = np.subtract.outer(np.arange(len(field)), np.arange(len(field)))
    kernel = np.exp(-((away / 3) ** 2))
    return kernel @ field @ kernel
