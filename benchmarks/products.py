"""The matrix products of one iteration and nothing else: the floor under every trainer."""

from collections.abc import Callable

import numpy as np


def bare_products(
    runs: int, *, hidden_size: int, batch_size: int, iterations: int
) -> Callable[[], None]:
    """The five products of 784-hidden-10, float32, written into buffers that are allocated once."""
    rng = np.random.default_rng(0)

    def array(*shape: int) -> np.ndarray:
        return rng.standard_normal(shape, dtype=np.float32)

    x = array(batch_size, 784)
    W1, W2 = array(runs, 784, hidden_size), array(runs, hidden_size, 10)
    dW1, dW2 = np.empty_like(W1), np.empty_like(W2)
    hidden, dhidden = array(runs, batch_size, hidden_size), array(runs, batch_size, hidden_size)
    scores = array(runs, batch_size, 10)

    def multiply() -> None:
        for _ in range(iterations):
            np.matmul(x, W1, out=hidden)
            np.matmul(hidden, W2, out=scores)
            np.matmul(hidden.swapaxes(-1, -2), scores, out=dW2)
            np.matmul(scores, W2.swapaxes(-1, -2), out=dhidden)
            np.matmul(x.T, dhidden, out=dW1)

    return multiply
