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
    """Targets as rows `(..., batch, classes)` of a weight a class, for scores of that shape.

    Takes label indices `(..., batch)`, also as a column `(..., batch, 1)` and as text such as "5",
    and gives one-hot rows; or takes rows of weights, one-hot or not, as they are. What could be
    either, in a stack of as many runs as samples and classes, is read as rows that all runs share.
    Raises ValueError for a shape that does not fit, naming both, for a label outside
    0..classes-1, naming it, and for a weight below 0 or not finite.
    """
    if len(scores) < 2:
        raise ValueError(
            f"Scores of shape {scores} are those of one sample, and a loss or an accuracy is of a "
            "batch: give x[None] and [t]."
        )
    t = _as_numbers(t)
    batch, classes = scores[-2:]
    if t.ndim >= 2 and t.shape == scores[-t.ndim :]:
        return _check_weights(t)
    if t.ndim >= 1 and t.shape == scores[-t.ndim - 1 : -1]:
        return _check_labels(t, classes)[..., None] == np.arange(classes)
    if t.ndim >= 2 and t.shape == (*scores[-t.ndim : -1], 1):
        return one_hot(t[..., 0], scores)
    raise ValueError(
        f"Targets of shape {t.shape} do not fit scores of shape {scores}: "
        f"expected {batch} labels, or one-hot rows of shape {(batch, classes)}."
    )


class SoftmaxWithLoss:
    """Mean cross-entropy of the softmax of the scores; one loss a run where runs are stacked.

    Computed by log-softmax, so without an epsilon: a wrong answer by a margin of 10,000 costs
    10,000. Source: Saitoh, Deep Learning from Scratch, section 5.6.3 and appendix A; there every
    row of targets sums to 1.
    """

    loss: Any
    y: Array  # probabilities, (..., batch, classes)
    t: Array  # the targets as rows of weights

    def forward(self, x: Array, t: ArrayLike) -> Any:
        """Return the loss of scores `x (..., batch, classes)`: a number, or `(runs,)`.

        `t` holds label indices `(batch,)` or rows of weights `(batch, classes)`; see `one_hot`.
        """
        log_y = log_softmax(x)
        self.y = np.exp(log_y)
        self.t = one_hot(t, x.shape).astype(self.y.dtype, copy=False)
        # `where`: 0 times a log-probability of minus infinity is not a number.
        self.loss = -(self.t * np.where(self.t, log_y, 0)).sum(axis=(-2, -1)) / x.shape[-2]
        return self.loss

    def backward(self, dout: ArrayLike = 1) -> Array:
        """Return the gradient of the scores: `dout * (y - t) / batch` for one-hot rows `t`.

        In general `y` is multiplied by the sum of the row. `dout` is a number, or `(runs,)` for a
        stack.
        """
        batch = self.y.shape[-2]
        share = np.add.reduce(self.t, axis=-1, keepdims=True)
        return (self.y * share - self.t) * (np.asarray(dout, self.y.dtype)[..., None, None] / batch)


def _as_numbers(t: ArrayLike) -> Array:
    """Targets as an array of numbers: text and objects are read as such."""
    t = np.asarray(t)
    if t.dtype.kind in "biuf":
        return t
    try:
        return np.array(t.tolist(), np.float64)  # a list of rows is an array of two axes again
    except (TypeError, ValueError):
        raise ValueError(
            "Targets must be numbers. Where classes have names, number them: "
            "names, t = np.unique(t, return_inverse=True)."
        ) from None


def _check_labels(t: Array, classes: int) -> Array:
    if t.dtype.kind not in "biu" and not np.array_equal(t, np.round(t)):
        raise ValueError(
            "Label indices must be whole numbers; weights of the classes are a row a sample."
        )
    outside = t[(t < 0) | (t >= classes)]
    if outside.size:
        raise ValueError(
            f"The label {outside.flat[0]:g} is outside 0 to {classes - 1}: labels count the "
            "classes from 0."
        )
    return t


def _check_weights(t: Array) -> Array:
    if not (t >= 0).all() or not np.isfinite(t).all():  # the first is so of nan, too
        raise ValueError("A target's weights of the classes must be finite, and none below 0.")
    return t
