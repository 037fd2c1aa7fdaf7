"""The textbook's layers compute what ours do."""

import numpy as np
import pytest

from bp import nn
from bp.graph import book

X = np.array([[1.0, -0.5, 2.0], [0.5, 3.0, -1.0]])
DOUT = np.array([[0.3, -1.0, 2.0], [1.0, 0.7, 0.1]])


def test_affine() -> None:
    W, b = np.arange(9.0).reshape(3, 3) / 10, np.array([0.1, -0.2, 0.3])
    ours, books = nn.Affine(W, b), book.Affine(W, b)
    np.testing.assert_allclose(ours.forward(X), books.forward(X))
    np.testing.assert_allclose(ours.backward(DOUT), books.backward(DOUT))
    np.testing.assert_allclose(ours.dW, books.dW)
    np.testing.assert_allclose(ours.db, books.db)


@pytest.mark.parametrize("name", ["relu", "sigmoid"])
def test_activations(name: str) -> None:
    ours = nn.ACTIVATIONS[name].layer()
    books = book.BOOK[type(ours)]()
    np.testing.assert_allclose(ours.forward(X), books.forward(X))
    np.testing.assert_allclose(ours.backward(DOUT), books.backward(DOUT))


def test_softmax_with_loss() -> None:
    """The book adds 1e-7 to each probability before its logarithm; the gradient is the same."""
    t = np.array([[0, 0, 1], [0, 1, 0]])
    ours, books = nn.SoftmaxWithLoss(), book.SoftmaxWithLoss()
    np.testing.assert_allclose(ours.forward(X, t), books.forward(X, t), rtol=1e-5)
    np.testing.assert_allclose(ours.backward(), books.backward())
