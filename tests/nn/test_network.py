"""The network: where it starts, what it computes, and what it says of itself."""

import numpy as np
import pytest
from hypothesis import assume, given
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier

from bp.nn import ACTIVATIONS, TwoLayerNet
from tests.nn.samples import (
    Array,
    Sizes,
    assert_gradient,
    few,
    one_hot_rows,
    read_only,
    sgd,
    sizes,
    untouched,
)

OF = Sizes()


X, T = OF.normal(OF.batch, OF.inputs), OF.labels()


def plain_step(params: dict[str, Array], x: Array, t: Array, rate: float) -> dict[str, Array]:
    """One step of gradient descent in plain formulas, ReLU network, labels."""
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
    odds = np.exp(hidden @ params["W2"] + params["b2"])
    d_scores = (odds / odds.sum(1, keepdims=True) - np.eye(odds.shape[1])[t]) / len(x)
    d_hidden = d_scores @ params["W2"].T * (hidden > 0)
    slopes = {
        "W1": x.T @ d_hidden,
        "b1": d_hidden.sum(0),
        "W2": hidden.T @ d_scores,
        "b2": d_scores.sum(0),
    }
    return {key: params[key] - rate * slopes[key] for key in params}


# Where it starts


def test_the_start() -> None:
    network = TwoLayerNet(784, 50, 10, rng=np.random.default_rng(0))
    shapes = {key: array.shape for key, array in network.params.items()}
    assert shapes == {"W1": (784, 50), "b1": (50,), "W2": (50, 10), "b2": (10,)}
    assert network.params["W1"].std() == pytest.approx(0.01, rel=0.02)
    assert not network.params["b1"].any()
    assert not network.params["b2"].any()
    assert list(network.layers) == ["Affine1", "Relu1", "Affine2"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_layers_have_the_books_names(activation: str) -> None:
    layers = TwoLayerNet(3, 4, 2, activation=activation).layers
    assert list(layers)[::2] == ["Affine1", "Affine2"]
    assert list(layers)[1] == f"{type(list(layers.values())[1]).__name__}1"


def test_the_generator_decides_the_start() -> None:
    one, same, other = (TwoLayerNet(3, 4, 2, rng=np.random.default_rng(s)) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.params["W1"], same.params["W1"])
    assert (one.params["W1"] != other.params["W1"]).all()


def test_an_unknown_activation_hears_the_menu() -> None:
    with pytest.raises(ValueError, match=r"'softsign'.*relu, sigmoid"):
        TwoLayerNet(3, 4, 2, activation="softsign")


# What it computes


@pytest.mark.parametrize("rows", [True, False])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@few
@given(sizes)
def test_gradients_against_numerical_ones(activation: str, rows: bool, of: Sizes) -> None:
    network = of.network(activation)
    x, t = of.normal(*of.stack, of.batch, of.inputs), of.labels(*of.stack)
    assume(np.abs(network.layers["Affine1"].forward(x)).min() > 1e-3)  # not at a kink
    targets = one_hot_rows(t, of.classes) if rows else t

    numerical = network.numerical_gradient(x, targets)
    for key, gradient in network.gradient(x, targets).items():
        assert_gradient(lambda: network.loss(x, targets), network.params[key], gradient)
        np.testing.assert_allclose(numerical[key], gradient, rtol=1e-6, atol=1e-6)


def test_both_target_formats_agree() -> None:
    network, rows = OF.network(), one_hot_rows(T, OF.classes)
    assert network.loss(X, T) == network.loss(X, rows)
    assert network.accuracy(X, T) == network.accuracy(X, rows)
    labels, one_hots = network.gradient(X, T), network.gradient(X, rows)
    for key in labels:
        np.testing.assert_array_equal(labels[key], one_hots[key])


def test_one_step_is_the_plain_formulas() -> None:
    network = OF.network()
    expected = plain_step({key: array.copy() for key, array in network.params.items()}, X, T, 0.1)
    sgd(network, X, T, 0.1)
    for key, array in network.params.items():
        np.testing.assert_allclose(array, expected[key], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("activation", "theirs"),
    [("relu", "relu"), ("sigmoid", "logistic"), ("tanh", "tanh"), ("identity", "identity")],
)
def test_ten_steps_are_scikit_learns(activation: str, theirs: str) -> None:
    network, classes = OF.network(activation), np.arange(OF.classes)
    judge = MLPClassifier(
        OF.hidden, activation=theirs, solver="sgd", alpha=0, batch_size=OF.batch,
        learning_rate_init=0.1, momentum=0, shuffle=False,
    )  # fmt: skip
    judge.partial_fit(X, T, classes=classes)
    for array, start in zip(
        (*judge.coefs_, *judge.intercepts_),
        (network.params[key] for key in ("W1", "W2", "b1", "b2")),
        strict=True,
    ):
        array[...] = start

    for _ in range(10):
        judge.partial_fit(X, T)
        sgd(network, X, T, 0.1)
    np.testing.assert_allclose(network.params["W1"], judge.coefs_[0], rtol=1e-10)
    np.testing.assert_allclose(network.params["b2"], judge.intercepts_[1], rtol=1e-10)
    assert network.loss(X, T) == pytest.approx(log_loss(T, judge.predict_proba(X), labels=classes))
    assert network.accuracy(X, T) == accuracy_score(T, judge.predict(X))


def test_accuracy_by_hand() -> None:
    network = TwoLayerNet(3, 3, 3)
    network.params.update(W1=np.eye(3), W2=np.eye(3))  # the score of a class is its input
    x = np.array([[3.0, 1, 2], [1, 2, 3], [1, 3, 2]])  # as many samples as classes
    assert network.accuracy(x, [0, 2, 1]) == 1
    assert network.accuracy(x, [0, 1, 2]) == pytest.approx(1 / 3)
    assert network.accuracy(x, np.eye(3)) == pytest.approx(1 / 3)


def test_images_are_rows() -> None:
    network, images = TwoLayerNet(784, 5, 10), OF.normal(4, 28, 28)
    rows = images.reshape(4, 784)
    np.testing.assert_array_equal(network.predict(images), network.predict(rows))
    np.testing.assert_array_equal(
        network.gradient(images, T)["W1"], network.gradient(rows, T)["W1"]
    )


def test_a_batch_of_one() -> None:
    network = OF.network()
    each = [network.loss(X[i : i + 1], T[i : i + 1]) for i in range(OF.batch)]
    assert network.loss(X, T) == pytest.approx(np.mean(each))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_float32_stays_float32(activation: str) -> None:
    network, x = OF.network(activation, np.float32), X.astype(np.float32)
    sgd(network, x, T, 0.1)
    assert network.predict(x).dtype == network.loss(x, T).dtype == np.float32
    assert {array.dtype for array in network.gradient(x, T).values()} == {np.dtype(np.float32)}
    assert {array.dtype for array in network.params.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize("rows", [True, False])
@pytest.mark.parametrize("method", ["loss", "accuracy", "gradient", "numerical_gradient"])
def test_nothing_is_written_into_what_was_given(method: str, rows: bool) -> None:
    network, x, t = OF.network(), X.copy(), one_hot_rows(T, OF.classes) if rows else T.copy()
    with untouched(x, t, *network.params.values()):
        getattr(network, method)(x, t)
    getattr(network, method)(read_only(x), read_only(t))


@pytest.mark.parametrize("method", ["loss", "accuracy", "gradient", "numerical_gradient"])
def test_a_label_outside_is_named(method: str) -> None:
    with pytest.raises(ValueError, match="label 3 is outside 0 to 2"):
        getattr(OF.network(), method)(X, np.full_like(T, 3))


@pytest.mark.parametrize("method", ["loss", "accuracy", "gradient"])
def test_too_few_targets(method: str) -> None:
    with pytest.raises(ValueError, match=r"\(3,\).*\(4, 3\)"):
        getattr(OF.network(), method)(X, T[:-1])


# What it says of itself


def test_its_name_teaches() -> None:
    assert repr(TwoLayerNet(784, 50, 10)) == "TwoLayerNet(784–50–10, relu, 39,760 parameters)"
    assert "sigmoid" in repr(TwoLayerNet(2, 3, 2, activation="sigmoid"))
    params = TwoLayerNet(2, 3, 4).params
    assert repr(params) == "Parameters(W1 (2, 3), b1 (3,), W2 (3, 4), b2 (4,))"
