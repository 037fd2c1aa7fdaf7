"""Scripts in the textbook's manner (chapters 4 to 6) run unchanged on our network."""

# ruff: noqa: NPY002, SIM118 - the book draws from NumPy's global generator and loops over keys()

import numpy as np
import pytest
from sklearn.datasets import load_digits

from bp.nn import TwoLayerNet
from tests.nn.samples import Array

Mnist = tuple[tuple[Array, Array], tuple[Array, Array]]


@pytest.fixture(autouse=True)
def _the_same_draws_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts pass no seed, and about 1 start in 200 has a ReLU kink within h."""
    start = np.random.default_rng(0)
    monkeypatch.setattr(np.random, "default_rng", lambda: start)
    np.random.seed(0)


def load_mnist(one_hot_label: bool = True) -> Mnist:
    """scikit-learn's digits, enlarged to 28×28 and flattened, as the book's loader gives MNIST."""
    digits = load_digits()
    enlarged = np.kron(digits.images / 16, np.ones((1, 3, 3)))
    x = np.pad(enlarged, ((0, 0), (2, 2), (2, 2))).reshape(-1, 784)
    t = np.eye(10)[digits.target] if one_hot_label else digits.target
    return (x[:1500], t[:1500]), (x[1500:], t[1500:])


@pytest.mark.parametrize("one_hot_label", [True, False])
def test_train_neuralnet(one_hot_label: bool) -> None:
    (x_train, t_train), (x_test, t_test) = load_mnist(one_hot_label)
    network = TwoLayerNet(input_size=784, hidden_size=50, output_size=10)

    iters_num = 600
    train_size = x_train.shape[0]
    batch_size = 100
    learning_rate = 0.1
    train_loss_list = []
    train_acc_list = []
    test_acc_list = []
    iter_per_epoch = max(train_size / batch_size, 1)

    for i in range(iters_num):
        batch_mask = np.random.choice(train_size, batch_size)
        x_batch = x_train[batch_mask]
        t_batch = t_train[batch_mask]

        grad = network.gradient(x_batch, t_batch)
        for key in ("W1", "b1", "W2", "b2"):
            network.params[key] -= learning_rate * grad[key]

        loss = network.loss(x_batch, t_batch)
        train_loss_list.append(loss)
        if i % iter_per_epoch == 0:
            train_acc_list.append(network.accuracy(x_train, t_train))
            test_acc_list.append(network.accuracy(x_test, t_test))

    assert train_loss_list[0] == pytest.approx(np.log(10), abs=0.05)
    assert train_loss_list[-1] < 0.3
    assert train_acc_list[0] < 0.4
    assert train_acc_list[-1] > 0.95
    assert test_acc_list[-1] > 0.85
    assert len(train_acc_list) == 40


@pytest.mark.parametrize("one_hot_label", [True, False])
def test_gradient_check(one_hot_label: bool) -> None:
    (x_train, t_train), _ = load_mnist(one_hot_label)
    network = TwoLayerNet(input_size=784, hidden_size=5, output_size=10)
    x_batch = x_train[:3]
    t_batch = t_train[:3]

    grad_numerical = network.numerical_gradient(x_batch, t_batch)
    grad_backprop = network.gradient(x_batch, t_batch)

    for key in grad_numerical.keys():
        diff = np.average(np.abs(grad_backprop[key] - grad_numerical[key]))
        assert diff < 1e-8, key


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


def test_an_optimizer_of_its_own() -> None:
    (x_train, t_train), _ = load_mnist()
    network = TwoLayerNet(784, 20, 10)
    optimizer = Momentum(lr=0.1)
    for _ in range(100):
        batch_mask = np.random.choice(1500, 100)
        grads = network.gradient(x_train[batch_mask], t_train[batch_mask])
        optimizer.update(network.params, grads)  # type: ignore[arg-type]  # all but a dict
    assert network.accuracy(x_train, t_train) > 0.9


def test_learning_by_numerical_gradients() -> None:
    x, t = np.random.rand(20, 3), np.random.randint(0, 2, 20)
    network = TwoLayerNet(3, 4, 2, 0.5)
    before = network.loss(x, t)
    for _ in range(20):
        grad = network.numerical_gradient(x, t)
        for key in network.params:
            network.params[key] = network.params[key] - 0.5 * grad[key]
    assert network.loss(x, t) < before
