"""MNIST in one file: an .npz with the arrays x_train, y_train, x_test and y_test."""

import logging
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data.dataset import Dataset, DatasetError, Labels, Pixels

Arrays = Mapping[str, NDArray[Any]]

ARRAYS = ("x_train", "y_train", "x_test", "y_test")
ADVICE = (
    "It should be an .npz file with the arrays x_train and x_test of shape (N, 28, 28) or "
    "(N, 784), pixels 0 to 255, and y_train and y_test of shape (N,), labels 0 to 9: "
    "replace the file, or remove it to have MNIST downloaded."
)

logger = logging.getLogger(__name__)


def read_mnist(path: Path) -> Dataset:
    """Read MNIST from `path`. Raises DatasetError that says what is wrong with the file."""
    arrays = _read_arrays(path)
    missing = [name for name in ARRAYS if name not in arrays]
    if missing:
        raise DatasetError(f"{path} lacks {' and '.join(missing)}. {ADVICE}")
    try:
        return mnist_dataset(arrays)
    except DatasetError as error:
        raise DatasetError(f"{path} is not MNIST. {error} {ADVICE}") from error


def store_mnist(path: Path, mnist: Dataset) -> None:
    """Write MNIST to `path`, at once and whole; a full or read-only disk is only logged."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as scratch:
            complete = Path(scratch) / path.name
            np.savez(
                complete,
                x_train=mnist.x_train,
                y_train=mnist.t_train,
                x_test=mnist.x_test,
                y_test=mnist.t_test,
            )
            complete.replace(path)
    except OSError as error:
        logger.warning("MNIST is not kept in %s, and will be downloaded again: %s", path, error)


def mnist_dataset(arrays: Arrays) -> Dataset:
    """Make the data set of the four arrays. Raises DatasetError where they are not MNIST's."""
    return Dataset(
        name="mnist",
        x_train=_pixels("x_train", arrays["x_train"]),
        t_train=_labels("y_train", arrays["y_train"]),
        x_test=_pixels("x_test", arrays["x_test"]),
        t_test=_labels("y_test", arrays["y_test"]),
        image_shape=(28, 28),
        pixel_max=255,
        classes=tuple("0123456789"),
    )


def _read_arrays(path: Path) -> Arrays:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return {name: archive[name] for name in ARRAYS if name in archive}
    except Exception as error:  # the zip, zlib and NumPy readers each fail in ways of their own
        raise DatasetError(f"{path} cannot be read, or is incomplete. {ADVICE}") from error


def _pixels(name: str, array: NDArray[Any]) -> Pixels:
    if array.shape[1:] not in ((28, 28), (784,)):
        raise DatasetError(f"{name} has the shape {array.shape}.")
    _check_whole_numbers(name, array, largest=255)
    return array.reshape(len(array), 784).astype(np.uint8, copy=False)


def _labels(name: str, array: NDArray[Any]) -> Labels:
    _check_whole_numbers(name, array, largest=9)
    return array.astype(np.int64)


def _check_whole_numbers(name: str, array: NDArray[Any], largest: int) -> None:
    if array.dtype.kind not in "uif":
        raise DatasetError(f"{name} holds {array.dtype}, not numbers.")
    # Asked this way round, a NaN fails too.
    if array.size and not (array.min() >= 0 and array.max() <= largest):
        raise DatasetError(f"{name} has values outside 0 to {largest}.")
    if array.dtype.kind == "f" and (array % 1).any():
        raise DatasetError(f"{name} has values that are not whole numbers.")
