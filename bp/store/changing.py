"""What a user does with what is kept: names, tags, notes, deleting, and freeing the room."""

import sqlite3
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy import delete as delete_from
from sqlalchemy.exc import SQLAlchemyError

from bp.store.database import StoreError, reading, writing
from bp.store.keeping import one_line
from bp.store.loading import no_such_run
from bp.store.tables import CHECKS, MAP_RUNS, MAPS, PAGES, RUNS, TAGS, TRAININGS, WEIGHTS

LONGEST_TAG = 60


def rename(database: Engine, run: str, name: str) -> None:
    """Call a run something else. Raises StoreError where there is no such run."""
    _change(database, run, name=one_line(name))


def note(database: Engine, run: str, notes: str) -> None:
    """Write down something about a run, in place of what was there."""
    _change(database, run, notes=notes)


def tag(database: Engine, runs: Sequence[str], name: str) -> None:
    """Give runs a tag; those that have it keep it."""
    name = one_line(name)[:LONGEST_TAG]
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


def delete(database: Engine, ids: Sequence[str]) -> None:
    """Put runs, maps or checks out of sight; `restore` brings them back until `free` is called."""
    _mark_deleted(database, ids, time.time())


def restore(database: Engine, ids: Sequence[str]) -> None:
    """Bring back what was deleted."""
    _mark_deleted(database, ids, None)


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
    """Remove what was deleted for good, and give its room back; how many runs, maps and checks.

    What trains together goes together: a run stays until the last of its training is deleted.
    Raises StoreError, also where all is removed and its room cannot be given back.
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
        maps = list(connection.scalars(select(MAPS.c.id).where(MAPS.c.deleted.is_not(None))))
        _remove(connection, MAP_RUNS, MAP_RUNS.c.map, maps)
        _remove(connection, MAPS, MAPS.c.id, maps)
        checks = connection.execute(delete_from(CHECKS).where(CHECKS.c.deleted.is_not(None)))
    if database.dialect.name == "sqlite":
        _shrink(database)
    return len(gone) + len(maps) + checks.rowcount


def _remove(connection: Any, table: Any, column: Any, ids: list[str]) -> None:
    for start in range(0, len(ids), 500):  # a statement takes only so many values
        connection.execute(delete_from(table).where(column.in_(ids[start : start + 500])))


def _mark_deleted(database: Engine, ids: Sequence[str], when: float | None) -> None:
    with writing(database) as connection:
        for table in (RUNS, MAPS, CHECKS):  # no two of them have an id in common
            connection.execute(update(table).where(table.c.id.in_(ids)).values(deleted=when))


def _change(database: Engine, run: str, **values: Any) -> None:
    with writing(database) as connection:
        changed = connection.execute(update(RUNS).where(RUNS.c.id == run).values(values))
        if not changed.rowcount:
            raise no_such_run(run)


def _shrink(database: Engine) -> None:
    """Give free pages back to the disk; not while others use them."""
    try:
        connection = database.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except (sqlite3.Error, SQLAlchemyError) as error:
        reason = getattr(error, "orig", error)
        raise StoreError(
            f"What was deleted is gone for good, but its room is not given back yet: {reason}."
        ) from error
