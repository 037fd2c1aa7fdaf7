"""The affine layer: every output is a weighted sum of all inputs, plus a bias."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Affine:
    """`x @ W + b`, for one network or for a stack of them.

    One network: `W (inputs, outputs)`, `b (outputs,)`, `x (batch, inputs)` or images such as
    `(batch, 28, 28)`, which are flattened. A stack: `W (runs, inputs, outputs)`,
    `b (runs, outputs)` and an `x` that all runs share, or one with a leading `runs` axis.

    Source: Saitoh, Deep Learning from Scratch, section 5.6.
    """

    dW: Array
    db: Array
    x: Array  # the input as rows
    image_axes: tuple[int, ...]  # what one sample looked like before it was flattened

    def __init__(self, W: Array, b: Array) -> None:
        if W.ndim < 2 or b.shape != W.shape[:-2] + W.shape[-1:]:
            raise ValueError(f"A weight matrix of shape {W.shape} does not take biases {b.shape}.")
        self.W, self.b = W, b

    def forward(self, x: Array) -> Array:
        """Return `(..., batch, outputs)`. Raises ValueError where `x` does not fit `W`."""
        x = np.asarray(x)
        self.x = self._as_rows(x)
        self.image_axes = x.shape[self.x.ndim - 1 :]
        return self.x @ self.W + self.b[..., None, :]

    def backward(self, dout: Array) -> Array:
        """Return the gradient of `x`, in its shape; keep those of `W` and `b` in `dW` and `db`.

        An `x` that all runs share gets one gradient a run: `(runs, *x.shape)`.
        """
        self.backward_parameters(dout)
        dx: Array = dout @ self.W.swapaxes(-1, -2)
        return dx.reshape(dx.shape[:-1] + self.image_axes)

    def backward_parameters(self, dout: Array) -> None:
        """The half that a network's first layer needs: nobody reads the gradient of the pixels."""
        self.dW = self.x.swapaxes(-1, -2) @ dout
        self.db = dout.sum(axis=-2)

    def _as_rows(self, x: Array) -> Array:
        """`x` as `(batch, inputs)` or `(runs, batch, inputs)`: images are flattened."""
        inputs = self.W.shape[-2]
        for leading in range(self.W.ndim - 1, 0, -1):  # (runs, batch, *image), then (batch, *image)
            same_runs = x.shape[: leading - 1] == self.W.shape[: leading - 1]
            if same_runs and leading < x.ndim and math.prod(x.shape[leading:]) == inputs:
                return x.reshape(*x.shape[:leading], inputs)
        raise ValueError(
            f"An input of shape {x.shape} does not fit weights of shape {self.W.shape}: "
            f"each sample needs {inputs} values."
        )
