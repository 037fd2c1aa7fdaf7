"""Softmax and cross-entropy as one layer."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def log_softmax(x: Array) -> Array:
    """Logarithm of the softmax over the last axis: exact also where a probability is nearly 0."""
    shifted = x - x.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def softmax(x: Array) -> Array:
    """Probabilities over the last axis; a score of any size is safe."""
    odds = np.exp(x - x.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


def one_hot(t: ArrayLike, scores: tuple[int, ...]) -> Array:
    """Targets as one-hot rows `(..., batch, classes)`, for scores of that shape.

    Takes label indices `(..., batch)` or one-hot rows. What could be either, in a stack of as
    many runs as samples and classes, is read as one-hot rows that all runs share. Raises
    ValueError for a shape that does not fit, naming both, for a label outside 0..classes-1,
    naming it, and for a row that does not sum to 1.
    """
    if len(scores) < 2:
        raise ValueError(f"Scores of shape {scores} lack an axis: (batch, classes) is needed.")
    t = np.asarray(t)
    batch, classes = scores[-2:]
    if t.ndim >= 2 and t.shape == scores[-t.ndim :]:
        _check_rows(t)
        return t
    if t.ndim >= 1 and t.shape == scores[-t.ndim - 1 : -1]:
        return _check_labels(t, classes)[..., None] == np.arange(classes)
    raise ValueError(
        f"Targets of shape {t.shape} do not fit scores of shape {scores}: "
        f"expected {batch} labels, or one-hot rows of shape {(batch, classes)}."
    )


class SoftmaxWithLoss:
    """Mean cross-entropy of the softmax of the scores; one loss a run where runs are stacked.

    Computed by log-softmax, so without an epsilon: a wrong answer by a margin of 10,000 costs
    10,000. Source: Saitoh, Deep Learning from Scratch, section 5.6.3 and appendix A.
    """

    loss: Any
    y: Array  # probabilities, (..., batch, classes)
    t: Array  # the targets as one-hot rows

    def forward(self, x: Array, t: ArrayLike) -> Any:
        """Return the loss of scores `x (..., batch, classes)`: a number, or `(runs,)`.

        `t` holds label indices `(batch,)` or one-hot rows `(batch, classes)`; see `one_hot`.
        """
        log_y = log_softmax(x)
        self.y = np.exp(log_y)
        self.t = one_hot(t, x.shape).astype(self.y.dtype, copy=False)
        # `where`: 0 times a log-probability of minus infinity is not a number.
        self.loss = -(self.t * np.where(self.t, log_y, 0)).sum(axis=-1).mean(axis=-1)
        return self.loss

    def backward(self, dout: ArrayLike = 1) -> Array:
        """Return the gradient of the scores: `dout * (y - t) / batch`.

        `dout` is a number, or `(runs,)` for a stack.
        """
        batch = self.y.shape[-2]
        return (self.y - self.t) * (np.asarray(dout, self.y.dtype)[..., None, None] / batch)


def _check_labels(t: Array, classes: int) -> Array:
    if t.dtype.kind not in "iu" and not np.array_equal(t, np.round(t)):
        raise ValueError("Label indices must be whole numbers.")
    outside = t[(t < 0) | (t >= classes)]
    if outside.size:
        raise ValueError(f"The label {outside.flat[0]} is outside 0 to {classes - 1}.")
    return t


def _check_rows(t: Array) -> None:
    if not np.abs(t.sum(axis=-1) - 1).max(initial=0) <= 1e-6:  # so that NaN is refused too
        raise ValueError("Every one-hot row must sum to 1.")
