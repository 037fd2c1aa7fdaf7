"""A sweep over a space beside a plain sweep, and taken up again after a restart."""

import pandas as pd
import pytest

from bp.data import load_dataset
from bp.search import sweep
from bp.search.space import Space, SpaceSweep
from bp.training import TrainConfig

DIGITS = load_dataset("digits")
BASE = TrainConfig("digits", hidden_size=4, batch_size=10, iterations=12)
SPACE = Space(BASE, (("learning_rate", "0.01..10 x 6"), ("scaling", "raw, unit, standard")))


def run(work: SpaceSweep) -> SpaceSweep:
    """Go on to the end."""
    while not work.finished:
        work.advance(BASE.iterations)
    return work


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    return run(SpaceSweep(DIGITS, SPACE)).table


def test_it_is_a_sweep_over_its_configs(whole: pd.DataFrame) -> None:
    plain = sweep(DIGITS, SPACE.configs)
    pd.testing.assert_frame_equal(
        whole.drop(columns="seconds"), plain.drop(columns="seconds"), check_exact=False
    )


def test_what_was_through_is_not_trained_again(whole: pd.DataFrame) -> None:
    through = dict(list(run(SpaceSweep(DIGITS, SPACE)).rows.items())[:7])
    again = SpaceSweep(DIGITS, SPACE, through)
    assert again.runs_done == 7
    assert again.progress[0] == 0
    run(again)
    assert again.finished
    assert list(again.table.index) == list(range(SPACE.runs))
    assert list(again.table["verdict"]) == list(whole["verdict"])
    assert {place: again.rows[place] for place in through} == through


def test_nothing_is_left_of_a_finished_one() -> None:
    rows = run(SpaceSweep(DIGITS, SPACE)).rows
    done = SpaceSweep(DIGITS, SPACE, rows)
    assert done.finished
    assert done.parts == []
    assert done.progress == (1, 1)
    assert done.snapshot().rows == rows
