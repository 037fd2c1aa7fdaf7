"""The state of a training lets in nothing but what it consists of."""

import os
import pickle
from typing import Any

import pytest

from bp.store.state import StateError, restore_state, state_of
from bp.training import Trainer
from tests.training.examples import BLOBS, config


class Hostile:
    def __init__(self, call: Any, *given: Any) -> None:
        self.call, self.given = call, given

    def __reduce__(self) -> Any:
        return self.call, self.given


@pytest.mark.parametrize(
    "value",
    [Hostile(os.system, "exit 1"), Hostile(eval, "1 + 1"), Hostile(pickle.loads, b"")],
    ids=["system", "eval", "pickle"],
)
def test_nothing_is_run(value: Hostile) -> None:
    with pytest.raises(StateError, match="cannot go on: it has a"):
        restore_state(Trainer(BLOBS, [config()]), pickle.dumps(value))


def test_no_function_of_ours() -> None:
    hostile = b"\x80\x04\x8c\x11bp.training.start\x8c\x0finitial_network\x93."
    with pytest.raises(StateError, match="initial_network is no type"):
        restore_state(Trainer(BLOBS, [config()]), hostile)


@pytest.mark.parametrize("damaged", [b"", b"nonsense", b"\x80"])
def test_damaged(damaged: bytes) -> None:
    with pytest.raises(StateError, match="its state cannot be read"):
        restore_state(Trainer(BLOBS, [config()]), damaged)


def test_neither_data_nor_weights_are_in_it() -> None:
    wide = Trainer(BLOBS, [config(hidden_size=500)])
    narrow = Trainer(BLOBS, [config(hidden_size=1)])

    assert abs(len(state_of(wide)) - len(state_of(narrow))) < 100
