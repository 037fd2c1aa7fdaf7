"""Digits as the textbook's loader gives them to its scripts."""

import numpy as np
from sklearn.datasets import load_digits

from tests.nn.samples import Array

Mnist = tuple[tuple[Array, Array], tuple[Array, Array]]


def load_mnist(one_hot_label: bool = True) -> Mnist:
    """scikit-learn's digits, enlarged to 28×28 and flattened, as the book's loader gives MNIST."""
    digits = load_digits()
    enlarged = np.kron(digits.images / 16, np.ones((1, 3, 3)))
    x = np.pad(enlarged, ((0, 0), (2, 2), (2, 2))).reshape(-1, 784)
    t = np.eye(10)[digits.target] if one_hot_label else digits.target
    return (x[:1500], t[:1500]), (x[1500:], t[1500:])
