"""Maps are kept run by run: none is lost or counted twice, whatever happens on the way."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update

from bp.store import MapSaver, StoreError, list_maps, load_map
from bp.store.maps import keep_map
from bp.store.tables import MAPS
from tests.training.examples import BLOBS

SPACE = {"base": {"dataset": "blobs"}, "asked": [["learning_rate", "0.1, 1"]], "seeds": 1}
ROW = {"verdict": "learning", "loss": 0.5, "dead_units": 0}


def test_what_is_kept_twice_is_there_once(database: Engine) -> None:
    keep_map(database, "m", BLOBS, SPACE, {0: ROW}, status="running")
    keep_map(database, "m", BLOBS, SPACE, {0: ROW, 5: ROW}, status="running")
    keep_map(database, "m", BLOBS, SPACE, {0: ROW, 5: ROW}, status="finished")

    kept = load_map(database, "m", BLOBS)
    assert kept.rows == {0: ROW, 5: ROW}
    assert kept.status == "finished"
    assert kept.space == SPACE


def test_a_map_of_no_data_set(database: Engine) -> None:
    keep_map(database, "b", None, {"subject": "boundary"}, {0: {"measures": [0.1, -0.2]}})
    kept = load_map(database, "b")
    assert (kept.dataset, kept.rows) == (None, {0: {"measures": [0.1, -0.2]}})
    assert [each.rows for each in list_maps(database, "bound")] == [1]


def test_figures_that_are_no_numbers_come_back(database: Engine) -> None:
    lost = {"verdict": "diverged", "loss": float("inf"), "seconds": float("-inf")}
    keep_map(database, "m", BLOBS, SPACE, {0: lost})
    assert load_map(database, "m", BLOBS).rows == {0: lost}


def test_one_whose_process_was_ended_is_interrupted(sqlite: Engine) -> None:
    keep_map(sqlite, "m", BLOBS, SPACE, {}, status="running")
    assert load_map(sqlite, "m", BLOBS).status == "running"
    with sqlite.begin() as connection:
        connection.execute(update(MAPS).values(alive_until=0.0))
    assert load_map(sqlite, "m", BLOBS).status == "interrupted"


def test_what_cannot_be_loaded_is_said(sqlite: Engine) -> None:
    with pytest.raises(StoreError, match="no kept map 'm'"):
        load_map(sqlite, "m", BLOBS)
    keep_map(sqlite, "m", BLOBS, SPACE, {})
    with sqlite.begin() as connection:
        connection.execute(update(MAPS).values(digest="other"))
    with pytest.raises(StoreError, match="other images now"):
        load_map(sqlite, "m", BLOBS)


class MadeMap:
    """What a saver reads of a map."""

    dataset, description, rows, runs_done, progress = BLOBS, SPACE, {0: ROW}, 1, (3, 9)


def test_a_saver_tries_again(sqlite: Engine) -> None:
    def away() -> Engine:
        raise StoreError("The disk is full.")

    places: list[Callable[[], Engine]] = [lambda: sqlite, away]
    saver = MapSaver(lambda: places.pop()(), "m")
    assert not saver.try_to_save(MadeMap(), "paused")
    assert saver.problem == "The disk is full."
    assert saver.try_to_save(MadeMap(), "paused")
    assert saver.problem == ""
    assert load_map(sqlite, "m", BLOBS).rows == {0: ROW}
