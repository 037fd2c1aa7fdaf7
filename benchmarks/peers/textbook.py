"""The training loop as the textbook has it, to measure ours against.

Float64 weights, batches by fancy index, a second forward pass for the loss after the update,
accuracy on all data after every epoch. Source: Saitoh, Deep Learning from Scratch, section 5.7.4.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class TextbookNet:
    """784-50-10 in the plainest NumPy: every matrix product that backpropagation names."""

    def __init__(self, hidden_size: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.params = {
            "W1": 0.01 * rng.standard_normal((784, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": 0.01 * rng.standard_normal((hidden_size, 10)),
            "b2": np.zeros(10),
        }

    def predict(self, x: Array) -> Array:
        p = self.params
        self.x = x
        hidden = x @ p["W1"] + p["b1"]
        self.mask = hidden <= 0
        self.hidden = hidden.copy()
        self.hidden[self.mask] = 0
        return self.hidden @ p["W2"] + p["b2"]

    def loss(self, x: Array, t: Array) -> float:
        scores = self.predict(x)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        self.y = odds / odds.sum(axis=1, keepdims=True)
        self.t = t
        return float(-np.sum(np.log(self.y[np.arange(len(x)), t.argmax(axis=1)] + 1e-7)) / len(x))

    def gradient(self, x: Array, t: Array) -> dict[str, Array]:
        self.loss(x, t)
        dout = (self.y - self.t) / len(x)
        dW2, db2 = self.hidden.T @ dout, dout.sum(axis=0)
        dhidden = dout @ self.params["W2"].T
        dhidden[self.mask] = 0
        dW1, db1 = self.x.T @ dhidden, dhidden.sum(axis=0)
        self.dx = dhidden @ self.params["W1"].T
        return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}

    def accuracy(self, x: Array, t: Array) -> float:
        return float(np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1)))


def train(
    data: tuple[Array, Array, Array, Array],
    *,
    hidden_size: int,
    batch_size: int,
    learning_rate: float,
    iterations: int,
    seed: int = 0,
) -> tuple[list[float], list[tuple[float, float]]]:
    """Return the losses and, for every epoch, train and test accuracy.

    `data` holds x_train `(N, 784)` in 0..1 and one-hot t_train `(N, 10)`, then the test part.
    """
    x_train, t_train, x_test, t_test = data
    network = TextbookNet(hidden_size, seed)
    rng = np.random.default_rng(seed)
    losses, accuracies = [], []
    iterations_an_epoch = max(len(x_train) // batch_size, 1)
    for i in range(iterations):
        chosen = rng.choice(len(x_train), batch_size)
        x, t = x_train[chosen], t_train[chosen]
        gradient = network.gradient(x, t)
        for key in network.params:
            network.params[key] -= learning_rate * gradient[key]
        losses.append(network.loss(x, t))
        if i % iterations_an_epoch == 0:
            accuracies.append(
                (network.accuracy(x_train, t_train), network.accuracy(x_test, t_test))
            )
    return losses, accuracies
