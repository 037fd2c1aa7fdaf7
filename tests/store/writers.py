"""Processes that open a database and keep runs in it, all at once."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import forkserver, get_context
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401  # what each process would have to import for itself
import psycopg  # noqa: F401
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401
from sqlalchemy import Engine, event

from bp.parallel.workers import no_main_module
from bp.store import keep, list_runs, open_database
from bp.training import Trainer
from tests.training.examples import BLOBS, config

FORKS = get_context("forkserver")
ROOT = str(Path(__file__).parents[2])
PATIENCE = 240  # seconds


@lru_cache(maxsize=1)
def _start_server() -> None:
    """Start what makes processes in milliseconds: it has imported everything.

    Python 3.11 tells it of no path but that of the environment.
    """
    FORKS.set_forkserver_preload(["tests.store.writers"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [ROOT, before]))
    try:
        with no_main_module():
            forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


def at_once(count: int, task: Callable[..., None], *given: Any) -> list[int]:
    """Run `task(number, *given)` in so many processes, from one barrier on; their exit codes."""
    _start_server()
    barrier = FORKS.Barrier(count)
    processes = [
        FORKS.Process(target=_after_barrier, args=(barrier, task, number, *given), daemon=True)
        for number in range(count)
    ]
    with no_main_module():
        for process in processes:
            process.start()
    for process in processes:
        process.join(PATIENCE)
    return [process.exitcode if process.exitcode is not None else -999 for process in processes]


def open_and_keep(number: int, url: str, times: int) -> None:
    """Open the database, and keep a training again and again as it goes on."""
    database = open_database(url)
    trainer = Trainer(BLOBS, [config(seed=number)])
    for _ in range(times):
        trainer.advance(5)
        keep(database, f"writer{number}", trainer)
    database.dispose()


def read_on(_number: int, url: str, times: int) -> None:
    """Open the database, and read again and again."""
    database = open_database(url)
    for _ in range(times):
        list_runs(database)
    database.dispose()


def write_or_read(number: int, url: str, times: int) -> None:
    """The first process reads, the others write."""
    (open_and_keep if number else read_on)(number, url, times)


def killed_in_mid_write(number: int, url: str) -> None:
    """Open the database, and be killed with its lock in hand."""
    database = open_database(url)

    @event.listens_for(database, "commit")
    def kill(_connection: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    keep(database, f"killed{number}", Trainer(BLOBS, [config()]))


def killed_in_mid_opening(_number: int, url: str) -> None:
    """Be killed while the tables are made."""
    with calls_of_a_database() as calls:
        calls.killed_at = 12
        open_database(url)


def _after_barrier(barrier: Any, task: Callable[..., None], number: int, *given: Any) -> None:
    barrier.wait(PATIENCE)
    task(number, *given)


class Calls:
    """Counts the statements and commits of all databases of this process, and lets one fail."""

    def __init__(self) -> None:
        self.made = 0
        self.fails_at = 0
        self.killed_at = 0

    def note(self) -> None:
        self.made += 1
        if self.made == self.killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.made == self.fails_at:
            raise OSError(28, "No space left on device")


@contextmanager
def calls_of_a_database() -> Iterator[Calls]:
    calls = Calls()

    def before(*_: Any) -> None:
        calls.note()

    names = ("before_cursor_execute", "commit", "begin")
    for name in names:
        event.listen(Engine, name, before)
    try:
        yield calls
    finally:
        for name in names:
            event.remove(Engine, name, before)
