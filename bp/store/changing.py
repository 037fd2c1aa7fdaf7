"""What a user does with kept runs: names, tags, notes, deleting, and freeing their room."""

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy import delete as delete_from

from bp.store.database import reading, writing
from bp.store.loading import no_such_run
from bp.store.tables import PAGES, RUNS, TAGS, TRAININGS, WEIGHTS

LONGEST_NAME, LONGEST_TAG = 200, 60


def rename(database: Engine, run: str, name: str) -> None:
    """Call a run something else. Raises StoreError where there is no such run."""
    _change(database, run, name=" ".join(name.split())[:LONGEST_NAME])


def note(database: Engine, run: str, notes: str) -> None:
    """Write down something about a run, in place of what was there."""
    _change(database, run, notes=notes)


def tag(database: Engine, runs: Sequence[str], name: str) -> None:
    """Give runs a tag; those that have it keep it."""
    name = " ".join(name.split())[:LONGEST_TAG]
    if not name:
        return
    with writing(database) as connection:
        tagged = set(connection.scalars(select(TAGS.c.run).where(TAGS.c.tag == name)))
        known = set(connection.scalars(select(RUNS.c.id).where(RUNS.c.id.in_(runs))))
        for run in runs:
            if run not in known:
                raise no_such_run(run)
            if run not in tagged:
                connection.execute(insert(TAGS).values(run=run, tag=name))


def untag(database: Engine, runs: Sequence[str], name: str) -> None:
    """Take a tag from runs."""
    with writing(database) as connection:
        connection.execute(delete_from(TAGS).where(TAGS.c.tag == name, TAGS.c.run.in_(runs)))


def delete(database: Engine, runs: Sequence[str]) -> None:
    """Put runs out of sight; `restore` brings them back until `free` is called."""
    with writing(database) as connection:
        connection.execute(update(RUNS).where(RUNS.c.id.in_(runs)).values(deleted=time.time()))


def restore(database: Engine, runs: Sequence[str]) -> None:
    """Bring deleted runs back."""
    with writing(database) as connection:
        connection.execute(update(RUNS).where(RUNS.c.id.in_(runs)).values(deleted=None))


def size(database: Engine) -> int:
    """The bytes that the kept runs take on disk; those of the whole database."""
    with reading(database) as connection:
        if database.dialect.name == "sqlite":
            pages = connection.scalar(text("SELECT page_count FROM pragma_page_count()")) or 0
            return pages * (
                connection.scalar(text("SELECT page_size FROM pragma_page_size()")) or 0
            )
        if database.dialect.name == "postgresql":
            return connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
        sizes = (func.sum(func.length(table.c.content)) for table in (PAGES, WEIGHTS))
        return sum(connection.scalar(select(each)) or 0 for each in sizes)


def free(database: Engine) -> int:
    """Remove what was deleted for good, and give its room back; how many runs that were.

    What trains together goes together: a run stays until the last of its training is deleted.
    """
    with writing(database) as connection:
        kept = select(RUNS.c.training).where(RUNS.c.deleted.is_(None))
        gone = list(connection.scalars(select(RUNS.c.id).where(RUNS.c.training.not_in(kept))))
        for table in (PAGES, WEIGHTS, TAGS):
            _remove(connection, table, table.c.run, gone)
        _remove(connection, RUNS, RUNS.c.id, gone)
        connection.execute(
            delete_from(TRAININGS).where(TRAININGS.c.id.not_in(select(RUNS.c.training)))
        )
    if database.dialect.name == "sqlite":
        _shrink(database)
    return len(gone)


def _remove(connection: Any, table: Any, column: Any, ids: list[str]) -> None:
    for start in range(0, len(ids), 500):  # a statement takes only so many values
        connection.execute(delete_from(table).where(column.in_(ids[start : start + 500])))


def _change(database: Engine, run: str, **values: Any) -> None:
    with writing(database) as connection:
        changed = connection.execute(update(RUNS).where(RUNS.c.id == run).values(values))
        if not changed.rowcount:
            raise no_such_run(run)


def _shrink(database: Engine) -> None:
    """Give free pages back to the disk; not while others use them."""
    connection = database.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
