"""Small data sets and files that the tests share."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset

Arrays = dict[str, NDArray[Any]]


def mnist_arrays(train: int = 7, test: int = 3) -> Arrays:
    rng = np.random.default_rng(0)
    return {
        "x_train": rng.integers(0, 256, (train, 28, 28), dtype=np.uint8),
        "y_train": rng.integers(0, 10, train, dtype=np.uint8),
        "x_test": rng.integers(0, 256, (test, 28, 28), dtype=np.uint8),
        "y_test": rng.integers(0, 10, test, dtype=np.uint8),
    }


def write_mnist(home: Path, arrays: Arrays) -> Path:
    path = home / "data" / "mnist.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # the stub takes every keyword for a bool
    return path


def tiny_dataset(**changes: Any) -> Dataset:
    """Four training and two test images of 1 × 3 pixels, with fields changed at will."""
    values: dict[str, Any] = {
        "name": "tiny",
        "x_train": np.array([[0, 9, 5], [4, 9, 5], [8, 9, 5], [4, 9, 255]], np.uint8),
        "t_train": np.array([0, 1, 1, 0]),
        "x_test": np.array([[1, 2, 3], [4, 5, 6]], np.uint8),
        "t_test": np.array([1, 0]),
        "image_shape": (1, 3),
        "pixel_max": 255,
        "classes": ("no", "yes"),
    }
    return Dataset(**{**values, **changes})
