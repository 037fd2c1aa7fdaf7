"""scikit-learn's 1,797 handwritten digits of 8 × 8 pixels."""

import numpy as np

from bp.data.dataset import Dataset


def load_digits() -> Dataset:
    """Return the digits, pixels 0 to 16, split 82 to 18.

    Source: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998.
    """
    from sklearn import datasets  # takes a second, which only this data set should pay

    x, t = datasets.load_digits(return_X_y=True)
    return Dataset.from_pool(
        "digits", x.astype(np.uint8), t.astype(np.int64), (8, 8), 16, tuple("0123456789")
    )
