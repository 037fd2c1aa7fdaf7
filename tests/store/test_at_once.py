"""Many processes open, write and read at one time: nobody fails, nothing is missing or double."""

import pytest

from bp.store import count_runs, keep, list_runs, load_history, open_database
from bp.training import Trainer
from tests.store.writers import (
    at_once,
    killed_in_mid_opening,
    killed_in_mid_write,
    open_and_keep,
    write_or_read,
)
from tests.training.examples import BLOBS, assert_same, config

pytestmark = pytest.mark.processes

MANY = 32


def test_thirty_two_that_open_and_write(url: str) -> None:
    assert at_once(MANY, open_and_keep, url, 3) == [0] * MANY

    database = open_database(url)
    runs = list_runs(database, limit=100)
    assert sorted(run.id for run in runs) == sorted(f"writer{number}" for number in range(MANY))
    assert {run.iteration for run in runs} == {15}
    once = Trainer(BLOBS, [config(seed=7)])
    once.advance(15)
    assert_same(load_history(database, "writer7"), once.histories[0])
    database.dispose()


def test_a_reader_among_eight_that_write(url: str) -> None:
    assert at_once(9, write_or_read, url, 10) == [0] * 9

    database = open_database(url)
    assert count_runs(database) == 8
    database.dispose()


@pytest.mark.parametrize("killed", [killed_in_mid_write, killed_in_mid_opening])
def test_a_lock_that_a_killed_process_left(url: str, killed: object) -> None:
    assert at_once(1, killed, url) == [-9]  # type: ignore[arg-type]

    database = open_database(url)
    assert count_runs(database) == 0
    keep(database, "after", Trainer(BLOBS, [config()]))
    assert [run.id for run in list_runs(database)] == ["after"]
    database.dispose()
