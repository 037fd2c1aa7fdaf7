"""A file of every released format opens for ever.

`releases/0001.db` was written by `write` without its map and its check, `releases/0002.db` without
its check, `releases/0003.db` with both, all with bp 0.1.0. A new release adds a file of its own.
"""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from bp.store import (
    StoreError,
    count_checks,
    keep,
    list_checks,
    list_maps,
    list_runs,
    load_history,
    load_map,
    load_network,
    load_trainer,
    open_database,
    rename,
    tag,
)
from bp.store.checks import keep_check
from bp.store.database import MIGRATIONS
from bp.store.maps import keep_map
from bp.store.tables import RELEASE
from bp.training import Trainer
from tests.store.made import MadeCheck
from tests.training.examples import BLOBS, assert_close, config, trained

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.db"))
CONFIGS = [config(hidden_size=3), config(hidden_size=3, learning_rate=1.0)]

SPACE = {"base": {"dataset": "blobs"}, "asked": [["learning_rate", "0.1, 1"]], "seeds": 1}
CHECK = MadeCheck()
ROWS = {1: {"verdict": "dead", "loss": float("inf"), "dead_units": 3}}


def write(file: Path) -> None:
    """A comparison of two runs in mid-course, the second with a name and a tag."""
    database = open_database(f"sqlite:///{file}")
    trainer = Trainer(BLOBS, CONFIGS)
    trainer.advance(30)
    keep(database, "old", trainer, kind="compare")
    rename(database, "old-2", "the faster one")
    tag(database, ["old-2"], "kept")
    keep_map(database, "old-map", BLOBS, SPACE, ROWS)
    keep_check(database, CHECK, status="finished", begun=1.0)
    with database.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()


def test_each_release_has_its_file() -> None:
    migrations = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))

    assert [file.stem for file in RELEASES] == migrations
    assert migrations[-1] == RELEASE


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_a_file_of_it_opens_and_goes_on(file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "runs.db")
    database = open_database(f"sqlite:///{tmp_path / 'runs.db'}")

    first, second = list_runs(database)
    assert (first.id, first.iteration, first.status) == ("old-1", 30, "paused")
    assert (second.name, second.tags) == ("the faster one", ("kept",))
    assert load_history(database, "old-1").config == CONFIGS[0]
    assert load_network(database, "old-2").params["W1"].shape == (12, 3)
    back = load_trainer(database, "old", BLOBS)
    back.advance(30)
    keep(database, "old", back)
    for run, theirs in zip(list_runs(database), trained(*CONFIGS).histories, strict=True):
        assert_close(load_history(database, run.id), theirs)
    keep_map(database, "new-map", BLOBS, SPACE, ROWS)
    maps = ["new-map", *(["old-map"] if file.stem >= "0002" else [])]
    for name in maps:
        kept = load_map(database, name, BLOBS)
        assert (kept.space, kept.rows, kept.status) == (SPACE, ROWS, "paused")
    assert [kept.id for kept in list_maps(database)] == maps
    checks = list_checks(database)
    assert len(checks) == int(file.stem >= "0003")
    for kept_check in checks:
        assert (kept_check.settings, kept_check.found) == (CHECK.description, CHECK.found)
    keep_check(database, CHECK)
    assert count_checks(database) == 1
    database.dispose()


def test_a_file_of_a_later_release(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'runs.db'}"
    database = open_database(url)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.dispose()

    with pytest.raises(StoreError, match=r"of a later release of bp \(9999\).*Update bp"):
        open_database(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no address of a database"),
        ("nosuch://here", "no address of a database"),
        ("sqlite:////proc/nowhere/runs.db", "cannot be opened"),
        ("postgresql://127.0.0.1:9/runs", "cannot be opened"),
    ],
)
def test_a_database_that_is_not_there(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_database(url)
