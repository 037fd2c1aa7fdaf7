"""How often the hidden units are on, and which are dead."""

import numpy as np
import pytest

from bp.analysis.activity import hidden_activations, share_histogram, unit_shares
from bp.nn import ACTIVATIONS, TwoLayerNet
from tests.nn.plain_activations import PLAIN
from tests.training.examples import BLOBS, config, scaling, trained


def by_hand(activation: str) -> TwoLayerNet:
    """Three units on one pixel: on from 0.5, always on, never on."""
    network = TwoLayerNet(1, 3, 2, activation=activation)
    network.params["W1"] = np.array([[1.0, 0.0, 0.0]])
    network.params["b1"] = np.array([-0.5, 1.0, -1.0])
    return network


X = np.array([[0.0], [0.25], [0.75], [1.0]])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_shares_by_hand(activation: str) -> None:
    shares = unit_shares(by_hand(activation), X)
    assert shares["share"].tolist() == [0.5, 1, 0]
    assert shares["dead"].tolist() == [False, False, not PLAIN[activation][1](np.array(-1.0))]


def test_activations_by_hand() -> None:
    np.testing.assert_allclose(hidden_activations(by_hand("relu"), X)[2], [0.25, 1, 0])


@pytest.mark.parametrize("rate", [0.1, 100.0])
def test_as_many_dead_as_the_history_counts(rate: float) -> None:
    trainer = trained(config(learning_rate=rate))
    shares = unit_shares(trainer.networks[0], scaling().apply(BLOBS.sample[0]))
    last = trainer.histories[0].last
    assert last is not None
    assert shares["dead"].sum() == last.dead_units
    np.testing.assert_allclose(shares["share"], trainer.shares_on(0))


def test_the_histogram_has_every_unit_once() -> None:
    bins = share_histogram(unit_shares(by_hand("relu"), X))
    assert len(bins) == 20
    filled = bins[bins["units"] > 0]
    assert filled[["low", "kind"]].round(1).to_numpy().tolist() == [
        [0.5, "alive"],
        [0.9, "alive"],
        [0.0, "dead"],
    ]
    assert filled["units"].tolist() == [1, 1, 1]
