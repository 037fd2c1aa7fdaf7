"""A damaged file or row, or a text that is none, is a sentence, and shows no SQL."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, text, update

from bp.store import (
    StoreError,
    Wanted,
    keep,
    list_runs,
    load_history,
    load_network,
    load_trainer,
    open_database,
    rename,
    run_by_id,
)
from bp.store.tables import PAGES, RUNS, WEIGHTS
from tests.training.examples import BLOBS, config, trained

SQL = ("SELECT", "FROM", "sqlalche.me", "[parameters")


@pytest.fixture
def run(database: Engine) -> str:
    keep(database, "run", trained(config()))
    return "run"


def cut(database: Engine, column: object, length: int) -> None:
    """Take the end of what is kept in a column away."""
    with database.begin() as connection:
        table = column.table  # type: ignore[attr-defined]
        connection.execute(update(table).values(content=func.substr(column, 1, length)))


@pytest.mark.parametrize("length", [3, 4, 8, 56])
def test_pages_that_are_cut(database: Engine, run: str, length: int) -> None:
    cut(database, PAGES.c.content, length)

    with pytest.raises(StoreError, match="What is kept of run is damaged"):
        load_history(database, run)
    with pytest.raises(StoreError, match="What is kept of run is damaged"):
        load_trainer(database, run, BLOBS)
    assert [kept.id for kept in list_runs(database)] == ["run"]


@pytest.mark.parametrize("length", [0, 10, 300])
def test_weights_that_are_cut(database: Engine, run: str, length: int) -> None:
    cut(database, WEIGHTS.c.content, length)

    with pytest.raises(StoreError, match="What is kept of run is damaged"):
        load_network(database, run)
    with pytest.raises(StoreError, match="What is kept of run is damaged"):
        load_trainer(database, run, BLOBS)
    load_history(database, run)


def test_facts_that_are_missing(database: Engine, run: str) -> None:
    with database.begin() as connection:
        connection.execute(update(RUNS).values(facts={"rates": []}))

    with pytest.raises(StoreError, match="What is kept of run is damaged"):
        load_history(database, run)


def test_json_that_is_none(sqlite: Engine) -> None:
    keep(sqlite, "run", trained(config()))
    with sqlite.begin() as connection:
        connection.execute(text("UPDATE runs SET facts = '{'"))

    for read in (lambda: list_runs(sqlite), lambda: load_history(sqlite, "run")):
        with pytest.raises(StoreError, match="The kept runs cannot be read"):
            read()


@pytest.mark.parametrize("damage", ["header", "middle", "text"])
def test_a_file_that_is_damaged(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "runs.db"
    database = open_database(f"sqlite:///{file}")
    keep(database, "run", trained(config()))
    with database.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()
    content = bytearray(file.read_bytes())
    start = {"header": 0, "middle": 16_384, "text": 100}[damage]
    content[start:-1] = b"\xff" * len(content[start:-1])
    file.write_bytes(content)

    with pytest.raises(StoreError, match="The kept runs cannot be") as raised:
        list_runs(open_database(f"sqlite:///{file}"))
    assert not [word for word in SQL if word in str(raised.value)]


def test_a_table_that_is_gone(database: Engine, run: str) -> None:
    with database.begin() as connection:
        connection.execute(text("DROP TABLE tags"))

    with pytest.raises(StoreError, match="The kept runs cannot be read") as raised:
        list_runs(database)
    assert run
    assert not [word for word in SQL if word in str(raised.value)]


def test_a_text_that_is_none(database: Engine, run: str) -> None:
    said = "characters in it that are no text"
    with pytest.raises(StoreError, match=said):
        run_by_id(database, "\udcff")
    with pytest.raises(StoreError, match=said):
        list_runs(database, Wanted(search="\udcff"))
    try:
        rename(database, run, "a\udcffb")  # which may leave it out
    except StoreError as error:
        assert said in str(error)  # noqa: PT017
