"""The layers as the textbook writes them: for one batch of rows, with nothing checked.

Ours take stacks of networks, images and any targets, and say what does not fit; the mathematics
is the same. Source: Saitoh, Deep Learning from Scratch, sections 5.5 and 5.6.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp import nn

Array = NDArray[Any]


class Affine:
    """`x @ W + b`."""

    def __init__(self, W: Array, b: Array) -> None:
        self.W = W
        self.b = b

    def forward(self, x: Array) -> Array:
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout: Array) -> Array:
        dx = dout @ self.W.T
        self.dW = self.x.T @ dout
        self.db = np.sum(dout, axis=0)
        return dx


class Relu:
    """What is above 0 passes."""

    def forward(self, x: Array) -> Array:
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout: Array) -> Array:
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


class Sigmoid:
    """Squeezed into 0 to 1."""

    def forward(self, x: Array) -> Array:
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout: Array) -> Array:
        return dout * (1.0 - self.out) * self.out


class SoftmaxWithLoss:
    """Cross-entropy of the softmax, for one-hot targets."""

    def forward(self, x: Array, t: Array) -> float:
        self.t = t
        odds = np.exp(x - np.max(x, axis=1, keepdims=True))
        self.y = odds / np.sum(odds, axis=1, keepdims=True)
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backward(self, dout: float = 1) -> Array:
        return dout * (self.y - self.t) / len(self.t)


BOOK: dict[type, type] = {  # ours → the book's
    nn.Affine: Affine,
    nn.ACTIVATIONS["relu"].layer: Relu,
    nn.ACTIVATIONS["sigmoid"].layer: Sigmoid,
    nn.SoftmaxWithLoss: SoftmaxWithLoss,
}
