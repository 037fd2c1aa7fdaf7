"""Writing a training down: all of it the first time, then what is new."""

import io
import os
import platform
import secrets
import socket
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, Table, bindparam, delete, insert, select, update

from bp.data import Dataset
from bp.diagnosis import diagnose
from bp.nn import TwoLayerNet
from bp.store.database import writing
from bp.store.pages import facts_of, pages_from
from bp.store.state import state_of
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS
from bp.training import History, TrainConfig, Trainer

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
    new = _content(trainer)
    with writing(database) as connection:
        if not _update(connection, training, state):
            _begin(connection, training, trainer, {**state, "kind": kind}, names)
        rows = connection.execute(
            select(RUNS.c.id, RUNS.c.facts)
            .where(RUNS.c.training == training)
            .order_by(RUNS.c.place)
        ).all()
        _write(connection, list(zip(rows, trainer.histories, new, strict=True)))


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


def _content(trainer: Trainer) -> list[tuple[bytes, dict[str, Any]]]:
    """The weights of each run, and its figures: made before the database is held."""
    repeats = _repeats(trainer.histories)
    found = [figures(*each) for each in zip(trainer.histories, repeats, strict=True)]
    return list(zip(map(npz, trainer.networks), found, strict=True))


def _write(connection: Connection, runs: list[tuple[Any, History, Any]]) -> None:
    """Write each run's new pages, its weights and its figures, all runs in one call each."""
    pages = [
        {"run": row.id, "curve": page.curve, "number": page.number, "content": page.content}
        for row, history, _ in runs
        for page in pages_from(history, row.facts.get("lengths", {}))
    ]
    _replace(connection, PAGES, ("run", "curve", "number"), pages)
    weights = [{"run": row.id, "content": content} for row, _, (content, _) in runs]
    _replace(connection, WEIGHTS, ("run",), weights)
    values = [{"of": row.id, **found} for row, _, (_, found) in runs]
    connection.execute(update(RUNS).where(RUNS.c.id == bindparam("of")), values)


def _replace(
    connection: Connection, table: Table, key: Sequence[str], rows: list[dict[str, Any]]
) -> None:
    """Write rows anew; the writers of one training take turns, so nobody comes between."""
    if rows:
        where = [table.c[name] == bindparam(f"old_{name}") for name in key]
        old = [{f"old_{name}": row[name] for name in key} for row in rows]
        connection.execute(delete(table).where(*where), old)
        connection.execute(insert(table), rows)


def figures(history: History, repeats: Sequence[History] = ()) -> dict[str, Any]:
    """What the table of runs shows of a run; `repeats` differ from it in their seed alone."""
    records = history.evaluation_records
    accuracies = records.column("test_accuracy")
    some = np.linspace(0, len(accuracies) - 1, min(SPARKS, len(accuracies))).astype(int)
    diagnosis = diagnose(history, repeats)
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


def _repeats(histories: Sequence[History]) -> list[list[History]]:
    """Of each run those that differ from it in their seed alone, itself among them."""
    configs = [replace(history.config, seed=0) for history in histories]
    groups: dict[TrainConfig, list[History]] = {config: [] for config in configs}
    for config, history in zip(configs, histories, strict=True):
        groups[config].append(history)
    return [groups[config] for config in configs]
