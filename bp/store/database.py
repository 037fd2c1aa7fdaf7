"""The database of kept runs: where it is, how it is opened, read and written."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError, StatementError

from bp.data.folder import home_folder
from bp.store.tables import RELEASE

PATIENCE = 60.0  # seconds to wait for others who write
PAGE = 16_384  # bytes of a page of SQLite's: weights of megabytes are written in half the time
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = 7_259_184_603  # a number for PostgreSQL's lock, which nothing else uses


class StoreError(Exception):
    """The database cannot be used, or has no such run; the text is a sentence for the user."""


class NotKeptError(StoreError):
    """The database can be used, and what was asked of it is not there, or of no use here."""


class MovedOnError(StoreError):
    """Somebody else kept what is to be kept, since it was last read or kept here."""


def database_url() -> str:
    """`$BP_DATABASE_URL`, any URL of SQLAlchemy's; else the SQLite file `$BP_HOME/runs.db`.

    Empty where there can be no such file: `open_database` says why.
    """
    with suppress(StoreError):
        return os.environ.get("BP_DATABASE_URL") or _url_at_home()
    return ""


def open_database(url: str | None = None) -> Engine:
    """Open the database, made or brought up to date where need be; many may do so at once.

    SQLite is used with a write-ahead log and `synchronous=FULL`: what was committed survives a
    power cut. Raises StoreError where it cannot be opened, or is of a later release of bp.
    """
    database = _engine(url or database_url() or _url_at_home())
    with _sentences("The kept runs cannot be opened"):
        _bring_up_to_date(database)
    return database


@contextmanager
def reading(database: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises StoreError where the database fails."""
    with _sentences("The kept runs cannot be read"), database.connect() as connection:
        yield connection


@contextmanager
def writing(database: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it, or nothing. Raises StoreError where it fails."""
    with _sentences("Nothing can be saved now"), database.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


def _url_at_home() -> str:
    with _sentences("The kept runs cannot be opened"):
        file = str(home_folder() / "runs.db")
        url = URL.create("sqlite", database=file).render_as_string(hide_password=False)
        if make_url(url).database != file:  # SQLAlchemy 2.0 knows no way to write a question mark
            raise OSError(f"{file} has a character that is not allowed there: set BP_HOME anew")
        return url


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.drivername.startswith("sqlite"):
            return _sqlite(parsed)
        return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise StoreError(f"BP_DATABASE_URL is no address of a database: {reason}") from error
    except ImportError as error:
        raise StoreError(f"The database needs a package that is not installed: {error}") from error


def _sqlite(url: URL) -> Engine:
    file = url.database or ":memory:"
    if ":memory:" in (file, file.removeprefix("file:")) or url.query.get("mode") == "memory":
        raise StoreError(
            f"{url} is a database in memory, where nothing stays: give one that is a file."
        )
    with _sentences("The kept runs cannot be opened"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    database = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(database, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, and by nobody else
        connection.execute(f"PRAGMA page_size={PAGE}")  # of a new file; one that is there keeps its
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(database, "begin")
    def begin(connection: Connection) -> None:
        # Who will write waits for the lock at once: a reader who turns writer may not wait.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return database


def _bring_up_to_date(database: Engine) -> None:
    with database.connect() as connection:
        if _release(connection) == RELEASE:
            return
    import_module("alembic.command")  # takes a while, so before others have to wait
    if database.dialect.name == "sqlite":
        _log_ahead(database)
    with writing(database) as connection:  # one at a time
        if database.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
        _migrate(connection)


def _release(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _log_ahead(database: Engine) -> None:
    """Set the write-ahead log, which stays set. SQLite itself does not wait for others here."""
    until = time.monotonic() + PATIENCE
    while True:
        connection = database.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        finally:
            connection.close()


def _migrate(connection: Connection) -> None:
    from alembic import command  # seldom needed
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    release = _release(connection)
    if release == RELEASE:  # somebody else has seen to it
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    if release is not None and release not in known:
        raise StoreError(
            f"The kept runs are of a later release of bp ({release}): this one knows {RELEASE}. "
            "Update bp, or set BP_HOME to another folder."
        )
    command.upgrade(config, "head")


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    try:
        yield
    except StatementError as error:
        reason = str(error.orig).partition("\nLINE ")[0]  # the rest of PostgreSQL's text is SQL
        raise StoreError(f"{what}: {reason.strip().rstrip('.')}.") from error
    except UnicodeError as error:
        raise StoreError(f"{what}: there are characters in it that are no text.") from error
    except (SQLAlchemyError, sqlite3.Error, OSError, JSONDecodeError) as error:
        raise StoreError(f"{what}: {str(error).strip().rstrip('.')}.") from error
