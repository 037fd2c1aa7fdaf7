"""Scripts in the textbook's manner (chapters 4 to 6) run unchanged on our network."""

# ruff: noqa: NPY002, SIM118 - the book draws from NumPy's global generator and loops over keys()

import numpy as np
import pytest

from bp.nn import TwoLayerNet
from tests.nn.book_digits import load_mnist


@pytest.fixture(autouse=True)
def _the_same_draws_every_time() -> None:
    """The scripts pass no seed, and about 1 start in 200 has a ReLU kink within h."""
    np.random.seed(0)


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


def test_the_gradient_check_of_page_116() -> None:
    """Random rows for images and random rows for targets, none of which sums to 1."""
    network = TwoLayerNet(input_size=20, hidden_size=10, output_size=10, weight_init_std=0.5)
    x, t = np.random.rand(100, 20), np.random.rand(100, 10)
    numerical = network.numerical_gradient(x, t)
    for key, gradient in network.gradient(x, t).items():
        np.testing.assert_allclose(gradient, numerical[key], atol=1e-6)


def test_one_image_is_read() -> None:
    """As public scripts do it: no batch, and the highest score."""
    (x_train, _), _ = load_mnist()
    network = TwoLayerNet(784, 20, 10, 1.0)
    for image, row in zip(x_train[:5], network.predict(x_train[:5]), strict=True):
        assert network.predict(image).shape == (10,)
        assert np.argmax(network.predict(image)) == np.argmax(row)
        np.testing.assert_allclose(network.predict(image), row, rtol=1e-10)
    stack = TwoLayerNet.stack([network, network])
    assert stack.predict(x_train[0]).shape == (2, 10)


def test_learning_by_numerical_gradients() -> None:
    x, t = np.random.rand(20, 3), np.random.randint(0, 2, 20)
    network = TwoLayerNet(3, 4, 2, 0.5)
    before = network.loss(x, t)
    for _ in range(20):
        grad = network.numerical_gradient(x, t)
        for key in network.params:
            network.params[key] = network.params[key] - 0.5 * grad[key]
    assert network.loss(x, t) < before
