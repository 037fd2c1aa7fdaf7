"""Writing a training down: all of it the first time, then what is new."""

import io
import platform
import secrets
import time
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from unicodedata import category
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, Table, bindparam, delete, insert, select, update

from bp.data import Dataset
from bp.diagnosis import verdicts_of
from bp.nn import TwoLayerNet
from bp.store.alive import SIGN_OF_LIFE, revision_of, this_process
from bp.store.database import MovedOnError, writing
from bp.store.pages import figures, lengths, pages_from
from bp.store.state import state_of
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS
from bp.training import History, Trainer

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
LONGEST_NAME = 200

_digests: WeakKeyDictionary[Dataset, str] = WeakKeyDictionary()


def new_id() -> str:
    """A name for a training that no other has, short enough to be typed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def run_id(training: str, place: int, runs: int) -> str:
    """The name of a run: that of its training where it is the only one."""
    return training if runs == 1 else f"{training}-{place + 1}"


def one_line(text: str) -> str:
    """Text as a name is kept: one line, cut, and without what a terminal would obey."""
    return " ".join(printable(text).split())[:LONGEST_NAME]


def printable(text: str) -> str:
    """Text with a space for each control character, and for each that is no text at all."""
    return "".join(" " if category(each) in ("Cc", "Cs") else each for each in text)


def keep(
    database: Engine,
    training: str,
    trainer: Trainer,
    *,
    status: str = "paused",
    kind: str = "train",
    names: Sequence[str] = (),
    alive_for: float = SIGN_OF_LIFE,
    revision: float | None = None,
) -> float | None:
    """Write a training down, or what is new of it; when this returns, it is on the disk.

    To keep the same twice changes nothing, so a keeping that failed is just tried again. `status`
    is running, paused, finished or stopped. Returns the revision that is there then: who gives it
    the next time overwrites nothing that somebody else kept of this training meanwhile. Raises
    StoreError, and then nothing was written; of these MovedOnError where somebody did.
    """
    running = status == "running"
    state = {
        "status": status,
        "trainer": this_process(),
        "alive_until": time.time() + alive_for if running else 0.0,
        "state": state_of(trainer, with_weights=running),
    }
    judged = zip(trainer.histories, verdicts_of(trainer.histories), strict=True)
    found = [figures(history, *verdict) for history, verdict in judged]
    weights = [] if running else [npz(network) for network in trainer.networks]
    with writing(database) as connection:
        if revision is not None and revision_of(connection, training) not in (revision, None):
            raise MovedOnError(f"Somebody else went on with {training}.")
        if not _update(connection, training, state):
            _begin(connection, training, trainer, {**state, "kind": kind}, names)
        _write(connection, training, trainer.histories, found, weights)
        return revision_of(connection, training)


def digest(dataset: Dataset) -> str:
    """Tells data from any other: a hash of all images and labels."""
    if dataset not in _digests:
        found = sha256(repr((dataset.image_shape, dataset.pixel_max, dataset.classes)).encode())
        for array in (dataset.x_train, dataset.t_train, dataset.x_test, dataset.t_test):
            found.update(array.tobytes())
        _digests[dataset] = found.hexdigest()
    return _digests[dataset]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """What computes here."""
    from bp import __version__

    return {"bp": __version__, "numpy": version("numpy"), "python": platform.python_version()}


def npz(network: TwoLayerNet) -> bytes:
    """The parameters of a network as an .npz file."""
    buffer = io.BytesIO()
    arrays: dict[str, Any] = dict(network.params)
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def _update(connection: Connection, training: str, values: dict[str, Any]) -> bool:
    """Whether there was such a training."""
    changed = update(TRAININGS).where(TRAININGS.c.id == training).values(values)
    return connection.execute(changed).rowcount > 0


def _begin(
    connection: Connection,
    training: str,
    trainer: Trainer,
    values: dict[str, Any],
    names: Sequence[str],
) -> None:
    data = {"dataset": trainer.dataset.name, "digest": digest(trainer.dataset)}
    connection.execute(insert(TRAININGS).values(id=training, **data, **values))
    count, now = len(trainer.histories), time.time()
    empty = {"iteration": 0, "verdict": "", "sparkline": [], "facts": {}, "config": {}}
    for place, network in enumerate(trainer.networks):
        run = run_id(training, place, count)
        row = {"id": run, "training": training, "place": place, "versions": versions()}
        row |= {"name": one_line(names[place]) if names else "", "notes": ""}
        connection.execute(insert(RUNS).values(**row, created=now, changed=now, **empty))
        connection.execute(insert(WEIGHTS).values(run=run, content=npz(network)))


def _write(
    connection: Connection,
    training: str,
    histories: list[History],
    found: list[dict[str, Any]],
    weights: list[bytes],
) -> None:
    """Write each run's new pages, its figures, and its weights, where there are any.

    A page that is there is updated: to delete it and to insert it costs SQLite twice as much.
    """
    of_training = select(RUNS.c.id, RUNS.c.facts).where(RUNS.c.training == training)
    runs = connection.execute(of_training.order_by(RUNS.c.place)).all()
    longer: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    for row, history in zip(runs, histories, strict=True):
        written = _written(connection, row, history)
        for page in pages_from(history, written):
            (longer if page.continues(written) else new).append({"run": row.id, **page._asdict()})
    if longer:
        _update_content(connection, PAGES, ("run", "curve", "number"), longer)
    if new:
        connection.execute(insert(PAGES), new)
    values = [{"of": row.id, **each} for row, each in zip(runs, found, strict=True)]
    connection.execute(update(RUNS).where(RUNS.c.id == bindparam("of")), values)
    if weights:
        kept = [{"run": row.id, "content": each} for row, each in zip(runs, weights, strict=True)]
        _update_content(connection, WEIGHTS, ("run",), kept)


def _written(connection: Connection, row: Any, history: History) -> dict[str, int]:
    """How many rows of each curve are there; none any more where the run has fewer now."""
    written: dict[str, int] = row.facts.get("lengths", {})
    now = lengths(history)
    if all(rows <= now[curve] for curve, rows in written.items()):
        return written
    connection.execute(delete(PAGES).where(PAGES.c.run == row.id))
    return {}


def _update_content(
    connection: Connection, table: Table, key: Sequence[str], rows: list[dict[str, Any]]
) -> None:
    where = [table.c[name] == bindparam(f"the_{name}") for name in key]
    changed = update(table).where(*where).values(content=bindparam("the_content"))
    connection.execute(changed, [{f"the_{name}": row[name] for name in row} for row in rows])
