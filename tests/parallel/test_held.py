"""Data sets that are sent as their keys."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from bp.parallel import held
from bp.parallel.held import content, hold, hold_content
from tests.training.examples import BLOBS


def test_who_holds_the_data_finds_them_by_their_key() -> None:
    ours = hold(BLOBS)
    sent = pickle.dumps(ours)
    assert len(sent) < 200 < BLOBS.x_train.nbytes
    assert pickle.loads(sent) is ours
    np.testing.assert_array_equal(ours.x_train, BLOBS.x_train)
    assert hold_content(pickle.loads(pickle.dumps(content(BLOBS)))) is ours  # as a worker does
    assert hold(replace(BLOBS, name="others")) is not ours


def test_who_does_not_hold_them_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = pickle.dumps(hold(BLOBS))
    monkeypatch.setattr(held, "_HELD", {})
    with pytest.raises(LookupError):
        pickle.loads(sent)
