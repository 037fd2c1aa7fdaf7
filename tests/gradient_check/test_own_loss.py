"""Networks with a loss, layers or a gradient of their own: it is theirs that is checked."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from bp.gradient_check import check_gradients
from bp.gradient_check.loss_nearby import LossNearby
from bp.gradient_check.perturbed_loss import OwnLoss, perturbed_loss
from bp.nn import ACTIVATIONS, Affine, Sigmoid, TwoLayerNet
from tests.nn.samples import Array, Sizes, few, sizes, untouched

SIZE = Sizes(batch=3, inputs=8, hidden=6, classes=4)
X, T = SIZE.normal(3, 8), SIZE.labels()
DECAY = 0.1


class Penalised(TwoLayerNet):
    """Weight decay in the loss; whether the gradient has it, too, is said at the end."""

    remembers = True

    def loss(self, x: Array, t: Any) -> Any:
        squares = sum(np.sum(self.params[key] ** 2) for key in ("W1", "W2"))
        return super().loss(x, t) + 0.5 * DECAY * squares

    def gradient(self, x: Array, t: Any) -> dict[str, Array]:
        grads = super().gradient(x, t)
        if self.remembers:
            for key in ("W1", "W2"):
                grads[key] = grads[key] + DECAY * self.params[key]
        return grads


def penalised(network: TwoLayerNet) -> Penalised:
    made = Penalised(SIZE.inputs, SIZE.hidden, SIZE.classes)
    made.params = network.params
    return made


def verdicts(network: TwoLayerNet, **options: Any) -> dict[str, str]:
    table = check_gradients(network, X, T, **options)
    return dict(zip(table["parameter"], table["verdict"], strict=True))


def wrong(network: TwoLayerNet) -> set[str]:
    return {key for key, verdict in verdicts(network).items() if verdict == "probably wrong"}


def test_a_right_penalty_is_right() -> None:
    assert set(verdicts(penalised(SIZE.network())).values()) <= {"happy", "fine"}


def test_a_penalty_whose_gradient_is_forgotten() -> None:
    network = penalised(SIZE.network())
    network.remembers = False
    assert wrong(network) == {"W1", "W2"}


def test_a_penalty_in_the_gradient_alone() -> None:
    class Other(Penalised):
        loss = TwoLayerNet.loss

    network = Other(SIZE.inputs, SIZE.hidden, SIZE.classes)
    network.params = SIZE.network().params
    assert wrong(network) == {"W1", "W2"}


def test_a_replaced_layer_is_the_one_that_is_checked() -> None:
    network = SIZE.network()
    network.layers["Relu1"] = Sigmoid()
    network.layers["Affine1"] = Affine(network.params["W1"], network.params["b1"])
    assert set(verdicts(network).values()) <= {"happy", "fine"}


class Leaky:
    """A layer of somebody's own, with its slope as it is given."""

    def __init__(self, backward_slope: float = 0.1) -> None:
        self.backward_slope = backward_slope

    def forward(self, x: Array) -> Array:
        self.x = x
        return np.where(x > 0, x, 0.1 * x)

    def backward(self, dout: Array) -> Array:
        return dout * np.where(self.x > 0, 1, self.backward_slope)


@pytest.mark.parametrize(("slope", "arrays"), [(0.1, set()), (0.2, {"W1", "b1"})])
def test_a_layer_of_somebodys_own(slope: float, arrays: set[str]) -> None:
    network = SIZE.network()
    network.layers["Relu1"] = Leaky(slope)
    assert wrong(network) == arrays


def test_a_third_affine_layer_is_checked_too() -> None:
    network = SIZE.network()
    rng = np.random.default_rng(0)
    network.layers["Affine3"] = Affine(rng.standard_normal((SIZE.classes, 4)), np.zeros(4))
    assert list(verdicts(network)) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    assert set(verdicts(network).values()) <= {"happy", "fine"}


def test_a_last_layer_of_somebodys_own() -> None:
    class Half:
        def forward(self, y: Array, t: Array) -> Any:
            self.difference = y - np.eye(y.shape[1])[t]
            return 0.5 * np.sum(self.difference**2)

        def backward(self, dout: float = 1) -> Array:
            return dout * self.difference

    network = SIZE.network()
    network.lastLayer = Half()
    assert set(verdicts(network).values()) <= {"happy", "fine"}


# Two ways to the same figures


def test_the_fast_way_only_where_nothing_was_replaced() -> None:
    def way(network: TwoLayerNet) -> type:
        return type(perturbed_loss(network, X, T))

    assert all(way(SIZE.network(name)) is LossNearby for name in ACTIVATIONS)
    assert way(penalised(SIZE.network())) is OwnLoss
    for change in (
        {"loss": lambda _x, _t: 0.0},
        {"predict": lambda _x: np.zeros((3, 4))},
        {"last_layer": Sigmoid()},
        {"layers": SIZE.network().layers | {"Relu1": Leaky()}},
        {"layers": SIZE.network().layers | {"Twice": Sigmoid()}},
    ):
        network = SIZE.network()
        vars(network).update(change)
        if "last_layer" not in change:
            assert way(network) is OwnLoss
    network = SIZE.network()
    right = network.layers["Affine2"].forward
    network.layers["Affine2"].forward = lambda x: 2 * right(x)
    assert way(network) is OwnLoss


@few
@given(size=sizes.filter(lambda size: size.runs is None))
def test_both_ways_give_the_same_slopes_and_kinks(size: Sizes) -> None:
    network, (x, t) = size.network(), (size.normal(size.batch, size.inputs), size.labels())
    fast, own = LossNearby(network, x, t), OwnLoss(network, x, t)
    assert fast.loss == pytest.approx(own.loss, rel=1e-12)
    assert fast.epsilon == own.epsilon
    for key, array in network.params.items():
        entries = np.arange(array.size)
        with untouched(*network.params.values()):
            slow, slow_kinks = own.slopes(key, entries, 0.1)
        quick, kinks = fast.slopes(key, entries, 0.1)
        np.testing.assert_allclose(quick, slow, atol=1e-9)
        np.testing.assert_array_equal(kinks, slow_kinks)


def test_the_parameters_are_as_they_were_when_the_loss_raises() -> None:
    network = penalised(SIZE.network())
    own = OwnLoss(network, X, T)

    def refuses(_x: Array, _t: Any) -> float:
        raise ArithmeticError

    network.loss = refuses  # type: ignore[assignment, method-assign]
    with untouched(*network.params.values()), pytest.raises(ArithmeticError):
        own.slopes("W1", np.arange(3), 1e-4)
