"""What is kept for a browser that comes back."""

import numpy as np

from bp.app.live import LiveTraining
from bp.app.shelf import PLACES, Shelf, new_token
from bp.training import Trainer
from tests.training.examples import BLOBS, assert_same, config


def begun(iterations: int = 20) -> LiveTraining:
    live = LiveTraining(Trainer(BLOBS, [config()]))
    live.advance(iterations)
    return live


def copied(shelf: Shelf, token: str) -> LiveTraining:
    copy = shelf.copy_of(token)
    assert copy is not None
    return copy


def test_an_unknown_token_has_nothing() -> None:
    assert Shelf().copy_of("of-somebody-else") is None


def test_a_copy_is_where_the_kept_one_is_and_at_rest() -> None:
    shelf, kept = Shelf(), begun()
    kept.start()
    shelf.put("token", kept)
    copy = copied(shelf, "token")
    assert not copy.running
    assert kept.running
    assert copy.config == kept.config
    assert_same(copy.trainer.histories[0], kept.trainer.histories[0])
    for live in (kept, copy):
        live.advance(60)
    assert_same(copy.trainer.histories[0], kept.trainer.histories[0])


def test_copies_go_their_own_ways() -> None:
    shelf, kept = Shelf(), begun()
    shelf.put("token", kept)
    one, other = copied(shelf, "token"), copied(shelf, "token")
    before = kept.trainer.networks[0].params["W1"].copy()
    one.advance(10)
    one.trainer.set_learning_rate(0, 0.5)
    assert (kept.trainer.iteration, other.trainer.iteration) == (20, 20)
    assert kept.trainer.histories[0].rates == other.trainer.histories[0].rates == [(0, 0.1)]
    for live in (kept, other):
        np.testing.assert_array_equal(live.trainer.networks[0].params["W1"], before)


def test_a_token_has_one_place() -> None:
    shelf = Shelf()
    shelf.put("token", begun(10))
    shelf.put("token", begun(20))
    assert copied(shelf, "token").trainer.iteration == 20


def test_a_full_shelf_lets_the_one_go_that_was_put_there_longest_ago() -> None:
    shelf, live = Shelf(), begun()
    for place in range(PLACES):
        shelf.put(f"{place}", live)
    shelf.put("0", live)  # used again
    shelf.put("new", live)
    assert shelf.copy_of("1") is None
    for token in ("0", "2", f"{PLACES - 1}", "new"):
        assert copied(shelf, token).trainer.iteration == 20


def test_tokens_cannot_be_guessed() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 12
