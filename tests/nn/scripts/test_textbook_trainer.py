"""The textbook's trainer and its optimizers take our network for their own."""

# ruff: noqa: NPY002, SIM118 - the book draws from NumPy's global generator and loops over keys()

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bp.nn import TwoLayerNet
from tests.nn.book_digits import Mnist, load_mnist
from tests.nn.samples import Array


@pytest.fixture(autouse=True)
def _the_same_draws_every_time() -> None:
    """The scripts pass no seed, and about 1 start in 200 has a ReLU kink within h."""
    np.random.seed(0)


class Momentum:
    """The optimizer of the book's chapter 6: it knows the parameters only as a dictionary."""

    def __init__(self, lr: float = 0.01, momentum: float = 0.9) -> None:
        self.lr = lr
        self.momentum = momentum
        self.v: dict[str, Array] | None = None

    def update(self, params: dict[str, Array], grads: dict[str, Array]) -> None:
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)
        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


class Adam:
    """Its neighbour: two moving averages, which start with the first update."""

    def __init__(self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999) -> None:
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m: dict[str, Array] | None = None
        self.v: dict[str, Array] = {}

    def update(self, params: dict[str, Array], grads: dict[str, Array]) -> None:
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)
        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class Trainer:
    """The pattern of the book's trainer: it knows a network by its four methods and `params`."""

    def __init__(self, network: Any, data: Mnist, optimizer: Any, iterations: int) -> None:
        self.network = network
        (self.x_train, self.t_train), (self.x_test, self.t_test) = data
        self.optimizer = optimizer
        self.max_iter = iterations
        self.train_loss_list: list[float] = []

    def train_step(self) -> None:
        batch_mask = np.random.choice(len(self.x_train), 100)
        x_batch, t_batch = self.x_train[batch_mask], self.t_train[batch_mask]
        grads = self.network.gradient(x_batch, t_batch)
        self.optimizer.update(self.network.params, grads)
        self.train_loss_list.append(self.network.loss(x_batch, t_batch))

    def train(self) -> float:
        for _ in range(self.max_iter):
            self.train_step()
        return float(self.network.accuracy(self.x_test, self.t_test))


class PlainNet:
    """A dictionary of arrays and plain formulas, as in the book's fourth chapter: the judge."""

    def __init__(self, inputs: int, hidden: int, outputs: int, std: float = 0.01) -> None:
        self.params = {
            "W1": std * np.random.randn(inputs, hidden),
            "b1": np.zeros(hidden),
            "W2": std * np.random.randn(hidden, outputs),
            "b2": np.zeros(outputs),
        }

    def predict(self, x: Array) -> tuple[Array, Array]:
        z = np.maximum(x @ self.params["W1"] + self.params["b1"], 0)
        odds = np.exp(z @ self.params["W2"] + self.params["b2"])
        return z, odds / odds.sum(axis=1, keepdims=True)

    def loss(self, x: Array, t: Array) -> float:
        return float(-(t * np.log(self.predict(x)[1])).sum() / len(x))

    def accuracy(self, x: Array, t: Array) -> float:
        return float(np.mean(self.predict(x)[1].argmax(axis=1) == t.argmax(axis=1)))

    def gradient(self, x: Array, t: Array) -> dict[str, Array]:
        z, y = self.predict(x)
        dy = (y - t) / len(x)
        da = dy @ self.params["W2"].T * (z > 0)
        return {"W1": x.T @ da, "b1": da.sum(0), "W2": z.T @ dy, "b2": dy.sum(0)}


@pytest.mark.parametrize("make", [lambda: Momentum(lr=0.05), lambda: Adam(lr=0.005)])
def test_a_trainer_and_its_optimizers(make: Callable[[], Any]) -> None:
    """From one seed, the same losses as the plain network has."""
    losses = {}
    for kind in (PlainNet, TwoLayerNet):
        np.random.seed(1)
        trainer = Trainer(kind(784, 20, 10), load_mnist(), make(), 150)
        assert trainer.train() > 0.8
        losses[kind] = trainer.train_loss_list
    np.testing.assert_allclose(losses[TwoLayerNet], losses[PlainNet], rtol=1e-6)
