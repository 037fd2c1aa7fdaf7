"""What the evaluator says in pieces is what scikit-learn says of the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, log_loss
from sklearn.utils.extmath import softmax

from bp.data import SCALINGS
from bp.nn import ACTIVATIONS, TwoLayerNet
from bp.training.evaluation import PIECE, Evaluator
from tests.nn.plain_activations import PLAIN
from tests.nn.samples import Array, few, seeds, untouched
from tests.training.examples import blobs, scaling, stacked_arrays

DATA = blobs(train=2 * PIECE + 234)
HIDDEN, RUNS = 6, 3


def stack(activation: str, seed: int = 0, std: float = 0.5) -> TwoLayerNet:
    rng = np.random.default_rng(seed)
    return TwoLayerNet.stack(
        [
            TwoLayerNet(12, HIDDEN, 4, std, activation=activation, dtype=np.float32, rng=rng)
            for _ in range(RUNS)
        ]
    )


def looking_at(network: TwoLayerNet, name: str = "unit") -> Evaluator:
    return Evaluator(stacked_arrays(network), network.activation, scaling(name, DATA))


def whole(x: Array, name: str) -> Array:
    """All pixels at once, scaled in float64."""
    train, x = DATA.x_train.astype(float), x.astype(float)
    deviation = train.std(axis=0)
    return {"raw": x, "unit": x / 255, "standard": (x - train.mean(axis=0)) / deviation}[name]


def plain_hidden(network: TwoLayerNet, run: int, x: Array) -> Array:
    W1, b1 = (network.params[key][run].astype(float) for key in ("W1", "b1"))
    a = x @ W1 + b1
    output, _ = PLAIN[network.activation]
    return output(a)


def plain_scores(network: TwoLayerNet, run: int, x: Array) -> Array:
    W2, b2 = (network.params[key][run].astype(float) for key in ("W2", "b2"))
    return plain_hidden(network, run, x) @ W2 + b2


@pytest.mark.parametrize("name", SCALINGS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@few
@given(seed=seeds, size=st.sampled_from([1, 2, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 234]))
def test_accuracy_and_loss_against_scikit_learn(
    activation: str, name: str, seed: int, size: int
) -> None:
    network = stack(activation, seed, 0.05 if name == "raw" else 0.5)
    x, t = DATA.x_train[:size], DATA.t_train[:size]
    accuracy, loss = looking_at(network, name).accuracy_and_loss(x, t)
    for run in range(RUNS):
        scores = plain_scores(network, run, whole(x, name))
        expected = log_loss(t, softmax(scores), labels=range(4))
        np.testing.assert_allclose(loss[run], expected, rtol=1e-4)
        top = np.sort(scores, axis=1)
        ties = (top[:, -1] - top[:, -2] < 1e-3).mean()  # what float32 may decide otherwise
        assert abs(accuracy[run] - accuracy_score(t, scores.argmax(axis=1))) <= ties


def test_the_parts_are_weighed_by_their_size() -> None:
    network = stack("relu")
    evaluator = looking_at(network)
    x, t, cut = DATA.x_train, DATA.t_train, PIECE
    parts = [evaluator.accuracy_and_loss(x[part], t[part]) for part in (np.s_[:cut], np.s_[cut:])]
    together: Array = np.average(parts, axis=0, weights=[cut, len(x) - cut])
    np.testing.assert_allclose(evaluator.accuracy_and_loss(x, t), together, rtol=1e-6)


@few
@given(seeds)
def test_dead_units_against_a_count(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = stack("relu", seed)
    network.params["b1"] -= rng.uniform(0, 2, (RUNS, HIDDEN)).astype(np.float32)
    x = whole(DATA.x_train, "unit")
    dead = looking_at(network).dead_units(DATA.x_train)
    for run in range(RUNS):
        W1, b1 = (network.params[key][run].astype(float) for key in ("W1", "b1"))
        highest = (x @ W1 + b1).max(axis=0)
        border = (np.abs(highest) < 1e-5).sum()  # what float32 may decide otherwise
        assert abs(dead[run] - (highest <= 0).sum()) <= border


def test_a_unit_that_is_on_for_one_image_of_all_is_alive() -> None:
    network, x = stack("relu"), np.zeros((1_001, 12), np.uint8)
    x[-1] = 255
    network.params["W1"][:] = 1  # on where a pixel is not 0
    evaluator = looking_at(network)
    assert evaluator.dead_units(x[:-1]).tolist() == [HIDDEN] * RUNS
    assert evaluator.dead_units(x).tolist() == [0] * RUNS


def test_a_sigmoid_is_dead_where_it_is_flat() -> None:
    network = stack("sigmoid")
    evaluator = looking_at(network)
    assert evaluator.dead_units(DATA.x_train).tolist() == [0] * RUNS
    evaluator.params.by_run()["b1"][1, :2] = -1_000, 1_000
    assert evaluator.dead_units(DATA.x_train).tolist() == [0, 2, 0]


def test_it_looks_at_the_network_as_it_is_now() -> None:
    network = stack("relu")
    evaluator = looking_at(network)
    evaluator.params.W2[:] = 0
    evaluator.params.b2[:] = [0, 9, 0, 0]  # always the second class
    accuracy, _ = evaluator.accuracy_and_loss(DATA.x_test, DATA.t_test)
    assert accuracy.tolist() == [np.mean(DATA.t_test == 1)] * RUNS


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_it_changes_nothing(activation: str) -> None:
    network = stack(activation)
    evaluator = looking_at(network)
    with untouched(DATA.x_train, DATA.t_train, evaluator.params.flat):
        evaluator.accuracy_and_loss(DATA.x_train, DATA.t_train)
        evaluator.dead_units(DATA.x_train)
