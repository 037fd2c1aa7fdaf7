"""The two forms in which a loss can be given its targets."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset


def label_indices(dataset: Dataset) -> NDArray[np.int64]:
    """The training targets as label indices, `(N,)`."""
    return dataset.t_train


def one_hot_rows(dataset: Dataset) -> NDArray[np.float32]:
    """The training targets as one-hot rows, `(N, C)`."""
    return np.eye(dataset.num_classes, dtype=np.float32)[dataset.t_train]


TARGETS: dict[str, Callable[[Dataset], NDArray[np.int64] | NDArray[np.float32]]] = {
    "labels": label_indices,
    "one-hot": one_hot_rows,
}
