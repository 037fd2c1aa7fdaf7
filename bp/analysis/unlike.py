"""How unlike an image is to those that a network was trained on: by its nearest one.

A network answers whatever it is shown, and its probabilities say nothing of images that are unlike
all it has learnt from (Hendrycks and Gimpel, A Baseline for Detecting Misclassified and
Out-of-Distribution Examples, 2017). The distance to the nearest training image, against that of
images of the same kind, asks nothing of the network (Sun et al., Out-of-Distribution Detection
with Deep Nearest Neighbors, 2022, do the same with features).
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset

Array = NDArray[Any]

REFERENCES, COMPARED = 5_000, 1_000  # training images, and test images, that are looked at
SEED = 0


def share_nearer(pixels: Array, dataset: Dataset) -> float:
    """The share of test images that are nearer to a training image than `pixels (features,)` is.

    0 for an image that is there itself; above 0.99 it is unlike almost everything of its kind.
    """
    references, usual = _usual_distances(dataset)
    (distance,) = nearest_distances(pixels[None], references)
    return float((usual < distance).mean())


def references_of(dataset: Dataset) -> int:
    """How many training images are looked at."""
    return min(REFERENCES, len(dataset.x_train))


def nearest_distances(images: Array, references: Array) -> NDArray[np.float64]:
    """For each of `images (N, features)` the Euclidean distance to the nearest reference, `(N,)`.

    By |a - b|² = |a|² - 2 a·b + |b|², so that one matrix product does it.
    """
    a, b = images.astype(np.float32), references.astype(np.float32)
    squares = (a**2).sum(axis=1)[:, None] - 2 * a @ b.T + (b**2).sum(axis=1)
    nearest: NDArray[np.float64] = np.sqrt(squares.min(axis=1).clip(0)).astype(np.float64)
    return nearest


@lru_cache(maxsize=4)
def _usual_distances(dataset: Dataset) -> tuple[Array, NDArray[np.float64]]:
    rng = np.random.default_rng(SEED)
    references = dataset.x_train[rng.permutation(len(dataset.x_train))[:REFERENCES]]
    compared = dataset.x_test[rng.permutation(len(dataset.x_test))[:COMPARED]]
    return references, nearest_distances(compared, references)
