"""Writing a training down: all of it the first time, then what is new."""

import io
import os
import platform
import secrets
import socket
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, delete, insert, select, update

from bp.data import Dataset
from bp.diagnosis import diagnose
from bp.nn import TwoLayerNet
from bp.store.database import writing
from bp.store.pages import facts_of, pages_from
from bp.store.state import state_of
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS
from bp.training import History, Trainer

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
SPARKS = 24  # points of a spark line
SIGN_OF_LIFE = 20.0  # seconds until a training that runs must have been saved again

_digests: WeakKeyDictionary[Dataset, str] = WeakKeyDictionary()


def new_id() -> str:
    """A name for a training that no other has, short enough to be typed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def run_id(training: str, place: int, runs: int) -> str:
    """The name of a run: that of its training where it is the only one."""
    return training if runs == 1 else f"{training}-{place + 1}"


def this_process() -> str:
    """The process that asks, by host and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def keep(
    database: Engine,
    training: str,
    trainer: Trainer,
    *,
    status: str = "paused",
    kind: str = "train",
    names: Sequence[str] = (),
    alive_for: float = SIGN_OF_LIFE,
) -> None:
    """Write a training down, or what is new of it; when this returns, it is on the disk.

    To keep the same twice changes nothing, so a keeping that failed is just tried again. `status`
    is running, paused, finished or stopped. Raises StoreError, and then nothing was written.
    """
    state = {
        "status": status,
        "trainer": this_process(),
        "alive_until": time.time() + alive_for if status == "running" else 0.0,
        "state": state_of(trainer.parts),
    }
    found = [figures(history, trainer.histories) for history in trainer.histories]
    networks = trainer.networks
    with writing(database) as connection:
        if not _update(connection, training, state):
            _begin(connection, training, trainer, {**state, "kind": kind}, names)
        rows = connection.execute(
            select(RUNS.c.id, RUNS.c.facts)
            .where(RUNS.c.training == training)
            .order_by(RUNS.c.place)
        ).all()
        for row, history, network, values in zip(
            rows, trainer.histories, networks, found, strict=True
        ):
            _write(connection, row, history, network, values)


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
    for place in range(count):
        row = {"id": run_id(training, place, count), "training": training, "place": place}
        row |= {"name": names[place] if names else "", "notes": "", "versions": versions()}
        connection.execute(insert(RUNS).values(**row, created=now, changed=now, **empty))


def _write(
    connection: Connection,
    row: Any,
    history: History,
    network: TwoLayerNet,
    figures: dict[str, Any],
) -> None:
    for page in pages_from(history, row.facts.get("lengths", {})):
        values = {"run": row.id, "curve": page.curve, "number": page.number}
        _replace(connection, PAGES, values, page.content)
    _replace(connection, WEIGHTS, {"run": row.id}, npz(network))
    connection.execute(update(RUNS).where(RUNS.c.id == row.id).values(figures))


def _replace(connection: Connection, table: Any, key: dict[str, Any], content: bytes) -> None:
    """Write a row anew; the writers of one training take turns, so nobody comes between."""
    where = [table.c[name] == value for name, value in key.items()]
    connection.execute(delete(table).where(*where))
    connection.execute(insert(table).values(**key, content=content))


def figures(history: History, together: Sequence[History]) -> dict[str, Any]:
    """What the table of runs shows of a run."""
    records = history.evaluation_records
    accuracies = records.column("test_accuracy")
    some = np.linspace(0, len(accuracies) - 1, min(SPARKS, len(accuracies))).astype(int)
    diagnosis = diagnose(history, _repeats(history, together))
    return {
        "changed": time.time(),
        "config": asdict(history.config),
        "iteration": history.iteration,
        "test_accuracy": float(accuracies[-1]) if len(accuracies) else None,
        "best_test_accuracy": float(accuracies.max()) if len(accuracies) else None,
        "verdict": diagnosis.verdict,
        "sparkline": [round(float(accuracy), 4) for accuracy in accuracies[some]],
        "facts": facts_of(history) | {"nearly": diagnosis.nearly},
    }


def _repeats(history: History, together: Sequence[History]) -> list[History]:
    """The runs that differ from this one in their seed alone."""
    own = asdict(history.config) | {"seed": None}
    return [other for other in together if asdict(other.config) | {"seed": None} == own]
