"""Gradient checks are kept once for the same settings, found, deleted and brought back."""

from dataclasses import replace

from sqlalchemy import Engine

from bp.store import (
    CheckSaver,
    Saver,
    count_checks,
    count_maps,
    delete,
    free,
    list_checks,
    list_maps,
    restore,
)
from bp.store.checks import keep_check
from bp.store.maps import keep_map
from tests.store.made import MadeCheck
from tests.training.examples import BLOBS

CHECK = MadeCheck()
OTHER = replace(CHECK, description=CHECK.description | {"mistake": "W not transposed"})
SPACE = {"base": {}, "asked": [["hidden_size", "1..9 x 3"]], "seeds": 1}


def test_once_for_the_same_settings(database: Engine) -> None:
    part = replace(CHECK, progress=(3, 7), headline="Right, so far.", found={"arrays": []})
    keep_check(database, part, status="running", begun=1.0)
    keep_check(database, CHECK, status="finished", begun=1.0)
    keep_check(database, part, status="running", begun=2.0)  # done again: it is known already
    keep_check(database, OTHER, begun=3.0)
    other, kept = list_checks(database)
    assert other.settings == OTHER.description
    assert (kept.status, kept.headline, kept.found) == ("finished", CHECK.headline, CHECK.found)
    assert (kept.created, kept.dataset) == (2.0, BLOBS.name)


def test_a_saver_says_when_it_is_on_the_disk(database: Engine) -> None:
    saver: Saver = CheckSaver(lambda: database, CHECK)
    assert saver.try_to_save(CHECK, "finished")
    assert saver.mark(CHECK) == (7, 7)
    assert [check.id for check in list_checks(database)] == [saver.training]


def test_found_by_its_words(database: Engine) -> None:
    keep_check(database, CHECK)
    keep_check(database, OTHER)
    assert count_checks(database) == 2
    assert count_checks(database, "not TRANSPOSED") == 1
    assert count_checks(database, "backprop") == 2
    assert count_checks(database, "%") == 0
    keep_map(database, "m", BLOBS, SPACE, {})
    for text in ("hidden size", "1..9", BLOBS.name, "m"):
        assert count_maps(database, text) == 1, text
    assert count_maps(database, "learning rate") == 0


def test_deleted_and_brought_back_and_freed(database: Engine) -> None:
    keep_check(database, CHECK, begun=1.0)
    keep_map(database, "m", BLOBS, SPACE, {0: {"verdict": "dead"}})
    (check,), (kept,) = list_checks(database), list_maps(database)
    assert (kept.rows, kept.status) == (1, "paused")
    delete(database, [check.id, "m"])
    assert (count_checks(database), count_maps(database)) == (0, 0)
    assert [each.id for each in list_maps(database, deleted=True)] == ["m"]
    restore(database, ["m"])
    assert (count_checks(database), count_maps(database)) == (0, 1)
    keep_check(database, CHECK, begun=9e9)  # whoever does it again has it again
    assert count_checks(database) == 1
    delete(database, [check.id, "m"])
    assert free(database) == 2
    assert (count_checks(database, deleted=True), count_maps(database, deleted=True)) == (0, 0)
