"""MNIST from OpenML (https://www.openml.org/d/554), through scikit-learn."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import numpy as np

from bp.data.mnist_file import Arrays

TEST_IMAGES = 10_000  # OpenML keeps MNIST as one table of 70,000 rows, the test part last
PATIENCE = 10.0  # seconds without an answer; scikit-learn asks up to four times


def download_mnist() -> Arrays:
    """Return x_train, y_train, x_test and y_test; images have the shape (N, 784).

    Raises whatever scikit-learn, urllib or the disk raise.
    """
    from sklearn.datasets import fetch_openml  # takes a second, which only a download should pay

    # scikit-learn's own cache is of no more use: what stays is mnist.npz, which loads faster.
    with TemporaryDirectory() as scratch, _timeout(PATIENCE):
        x, t = fetch_openml(
            "mnist_784",
            version=1,
            as_frame=False,
            return_X_y=True,
            data_home=scratch,
            n_retries=1,
            # An eighth of the memory. And scikit-learn's default, labels as categories, fails
            # under pandas 3.1 (its pull request 34902).
            read_csv_kwargs={"dtype": np.uint8},
        )
    t = t.astype(np.int64)
    return {
        "x_train": x[:-TEST_IMAGES],
        "y_train": t[:-TEST_IMAGES],
        "x_test": x[-TEST_IMAGES:],
        "y_test": t[-TEST_IMAGES:],
    }


@contextmanager
def _timeout(seconds: float) -> Iterator[None]:
    """Limit the wait of new connections: a firewall that drops them would hold a user for minutes.

    The limit is the whole process's, since `fetch_openml` takes none.
    """
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
