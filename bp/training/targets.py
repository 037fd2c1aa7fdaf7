"""The two forms in which a loss can be given its targets."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import one_hot


def label_indices(labels: NDArray[np.int64], _num_classes: int) -> NDArray[np.int64]:
    """Targets as label indices, `(N,)`: the labels as they are."""
    return labels


def one_hot_rows(labels: NDArray[np.int64], num_classes: int) -> NDArray[np.float32]:
    """Targets as one-hot rows, `(N, C)`."""
    return one_hot(labels, (len(labels), num_classes)).astype(np.float32)


TARGETS: dict[str, Callable[[NDArray[np.int64], int], NDArray[Any]]] = {
    "labels": label_indices,
    "one-hot": one_hot_rows,
}
