"""Whether what is said to run still does: its process may have been ended."""

import os
import socket
import time
from typing import Any

from sqlalchemy import Connection, func, select

from bp.store.tables import RUNS

SIGN_OF_LIFE = 20.0  # seconds until what runs must have been saved again


def this_process() -> str:
    """The process that asks, by host and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_alive(trainer: str, alive_until: float) -> bool:
    """Whether a process that trains, as `this_process` names it, still does so."""
    host, _, number = trainer.rpartition(":")
    if time.time() > alive_until:
        return False
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except OSError as error:  # another user's process may not be asked
        return not isinstance(error, ProcessLookupError)
    return True


def status_of(row: Any) -> str:
    """Of a training or a map: as it was kept, or interrupted where its process is gone."""
    if row.status == "running" and not is_alive(row.trainer, row.alive_until):
        return "interrupted"
    return row.status


def revision_of(connection: Connection, training: str) -> float | None:
    """What is another after each keeping of a training; None where it is not there."""
    changed: float | None = connection.scalar(
        select(func.max(RUNS.c.changed)).where(RUNS.c.training == training)
    )
    return changed
