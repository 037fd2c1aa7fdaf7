"""Records as plain numbers: what comes out is what went in."""

import gc
import math
import pickle

import numpy as np
import pytest

from bp.training.recording.record import Evaluation, Probe
from bp.training.recording.rows import Rows

FIRST = Evaluation(0, 0.0, 0.1, 1 / 3, 2.302, math.inf, 0)
SECOND = Evaluation(2**40 + 1, 41 / 3, 0.9, 0.8, 1e-300, -0.0, 50)


@pytest.fixture
def rows() -> Rows[Evaluation]:
    made = Rows(Evaluation)
    made.append(FIRST)
    made.append(SECOND)
    return made


def test_they_are_what_was_added(rows: Rows[Evaluation]) -> None:
    assert list(rows) == [FIRST, SECOND] == rows[:]
    assert (rows[0], rows[-1], rows[-1:], rows[5:]) == (FIRST, SECOND, [SECOND], [])
    assert list(reversed(rows)) == [SECOND, FIRST]
    assert [type(rows[1].iteration), type(rows[1].epoch)] == [int, float]
    with pytest.raises(IndexError):
        rows[2]


def test_a_field_of_all_of_them(rows: Rows[Evaluation]) -> None:
    assert rows.column("test_accuracy").tolist() == [1 / 3, 0.8]
    assert rows.column("dead_units").tolist() == [0, 50]


def test_what_was_read_stays_while_more_is_added(rows: Rows[Evaluation]) -> None:
    read = rows.column("train_loss")
    rows.append(FIRST)
    assert read.tolist() == [2.302, 1e-300]
    assert len(rows) == 3


def test_none_yet() -> None:
    rows = Rows(Probe)
    assert (len(rows), list(rows), bool(rows)) == (0, [], False)
    assert rows.column("loss").shape == (0,)


def test_a_copy_is_of_its_own(rows: Rows[Evaluation]) -> None:
    copy = pickle.loads(pickle.dumps(rows))
    copy.append(FIRST)
    assert (list(rows), list(copy)) == ([FIRST, SECOND], [FIRST, SECOND, FIRST])


def test_not_a_number_stays_that() -> None:
    rows = Rows(Evaluation)
    rows.append(Evaluation(1, 1.0, math.nan, 0.5, math.nan, math.nan, 0))
    assert np.isnan(rows.column("train_loss")).all()
    assert math.isnan(rows[0].test_loss)


def test_a_search_for_garbage_does_not_go_through_them() -> None:
    """Streamlit has one after every run of a page: it must not take longer from hour to hour."""
    rows, before = Rows(Evaluation), len(gc.get_objects())
    for _ in range(2_000):
        rows.append(FIRST)
    assert len(gc.get_objects()) - before < 200
