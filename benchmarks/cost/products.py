"""The matrix products of training and nothing else: the floor under every trainer.

Two forms: `stacked` multiplies each run by itself, `side_by_side` multiplies the first layers of
all runs, which see the same batch, as one matrix. Where the one is faster, it is the floor.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cost.shape import Shape

Array = NDArray[Any]
Products = Callable[[int], None]  # of so many iterations

PIECE = 500  # samples of an evaluation that are multiplied at once
CLASSES = 10


def stacked(shape: Shape, inputs: int) -> Products:
    """The five products of one iteration, into buffers that are allocated once."""
    runs, hidden_size, batch_size = shape.runs, shape.hidden_size, shape.batch_size
    x, W1 = _array(batch_size, inputs), _array(runs, inputs, hidden_size)
    hidden = _array(runs, batch_size, hidden_size)
    dW1, dhidden = np.empty_like(W1), np.empty_like(hidden)
    return _repeated(x, W1, hidden, dW1, dhidden, _second_layer(hidden, dhidden))


def side_by_side(shape: Shape, inputs: int) -> Products:
    """The same with the runs' first layers as one matrix `(inputs, runs * hidden)`."""
    runs, hidden_size, batch_size = shape.runs, shape.hidden_size, shape.batch_size
    x, W1 = _array(batch_size, inputs), _array(inputs, runs * hidden_size)
    hidden = _array(batch_size, runs * hidden_size)
    dW1, dhidden = np.empty_like(W1), _array(*hidden.shape)
    second = _second_layer(
        _array(runs, batch_size, hidden_size), _array(runs, batch_size, hidden_size)
    )
    return _repeated(x, W1, hidden, dW1, dhidden, second)


FORMS: dict[str, Callable[..., Products]] = {"stacked": stacked, "side by side": side_by_side}


def evaluation(shape: Shape, samples: int, inputs: int) -> Callable[[], None]:
    """The two products that score `samples` images, in pieces, the runs side by side."""
    runs, hidden_size = shape.runs, shape.hidden_size
    x, W1 = _array(PIECE, inputs), _array(inputs, runs * hidden_size)
    hidden = np.empty((PIECE, runs * hidden_size), np.float32)
    each = _array(runs, PIECE, hidden_size)
    W2, scores = _array(runs, hidden_size, CLASSES), _array(runs, PIECE, CLASSES)

    def multiply() -> None:
        for start in range(0, samples, PIECE):
            size = min(PIECE, samples - start)
            np.matmul(x[:size], W1, out=hidden[:size])
            np.matmul(each[:, :size], W2, out=scores[:, :size])

    return multiply


def _second_layer(hidden: Array, dhidden: Array) -> Callable[[], None]:
    """Its product forward and its two backward, for `hidden (runs, batch, hidden)`."""
    runs, batch_size, hidden_size = hidden.shape
    W2, scores = _array(runs, hidden_size, CLASSES), _array(runs, batch_size, CLASSES)
    dW2, dscores = np.empty_like(W2), _array(*scores.shape)

    def multiply() -> None:
        np.matmul(hidden, W2, out=scores)
        np.matmul(hidden.swapaxes(-1, -2), dscores, out=dW2)
        np.matmul(dscores, W2.swapaxes(-1, -2), out=dhidden)

    return multiply


def _repeated(
    x: Array, W1: Array, hidden: Array, dW1: Array, dhidden: Array, second: Callable[[], None]
) -> Products:
    """The first layer's product forward, the second layer's, and the first's backward."""

    def multiply(iterations: int) -> None:
        for _ in range(iterations):
            np.matmul(x, W1, out=hidden)
            second()
            np.matmul(x.T, dhidden, out=dW1)

    return multiply


def _array(*shape: int) -> Array:
    return np.random.default_rng(0).standard_normal(shape, dtype=np.float32)
