"""The full MNIST, 60,000 and 10,000 digits, and the report's split of its training part."""

import os

from bp.data.dataset import Dataset, DatasetError
from bp.data.folder import data_folder
from bp.data.mnist_file import mnist_dataset, read_mnist, store_mnist
from bp.data.openml import download_mnist


def load_mnist() -> Dataset:
    """Return MNIST from `mnist.npz` in the data folder, or from OpenML the first time.

    Raises DatasetError where that file is broken, or where there is none and no network.
    Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits.
    """
    path = data_folder() / "mnist.npz"
    if os.path.exists(path):  # unlike Path.exists, False for a folder we may not enter
        return read_mnist(path)
    try:
        mnist = mnist_dataset(download_mnist())
    except Exception as error:  # the user's way out is the same, whatever went wrong
        raise DatasetError(
            "MNIST could not be downloaded from OpenML. Connect this machine to the network and "
            f"try again, or put MNIST at {path}, with the arrays x_train, y_train, x_test and "
            "y_test. The smaller data sets need neither."
        ) from error
    store_mnist(path, mnist)
    return mnist


def report_split(mnist: Dataset) -> Dataset:
    """Return MNIST's training part alone, split 82 to 18: 49,200 and 10,800 images."""
    return Dataset.from_pool(
        "mnist-report",
        mnist.x_train,
        mnist.t_train,
        mnist.image_shape,
        mnist.pixel_max,
        mnist.classes,
    )
