import numpy as np
import pytest

from benchmarks.peers.at_hand import Ours, ScikitLearn, Textbook
from benchmarks.peers.same_losses import DifferentLosses, check_losses
from benchmarks.peers.task import Array, Peer, Task
from tests.benchmarks.digits import SMALL

TASK = Task(SMALL, hidden_size=5, batch_size=20)


class Careless(Textbook):
    """Computes losses that are a thousandth too high."""

    name = "careless"

    def learn(self, batches: Array) -> Array:
        return 1.001 * super().learn(batches)


class Hopeless(Textbook):
    name = "hopeless"

    def learn(self, batches: Array) -> Array:
        return np.full(len(batches), np.nan)


@pytest.mark.parametrize("peer", [Textbook, ScikitLearn])
def test_the_plain_peers_compute_our_losses(peer: type[Peer]) -> None:
    check_losses(TASK, [peer(TASK)])


@pytest.mark.parametrize("peer", [Careless, Hopeless])
def test_a_wrong_loss_is_caught_and_named(peer: type[Peer]) -> None:
    with pytest.raises(DifferentLosses, match=peer.name):
        check_losses(TASK, [Textbook(TASK), peer(TASK)])


def test_eight_are_checked_against_eight() -> None:
    check_losses(TASK, [Ours(TASK, 8)])
