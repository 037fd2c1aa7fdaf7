"""A run in one .npz file, which another bp imports: plain arrays and JSON, and nothing is run."""

import io
import json
import time
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, insert, update

from bp.diagnosis import verdict_of
from bp.nn import TwoLayerNet
from bp.store.database import StoreError, writing
from bp.store.keeping import figures, new_id, npz
from bp.store.listing import run_by_id
from bp.store.loading import config_of, load_history, load_network
from bp.store.pages import ROWS, Page, curves, facts_of, history_of, pages_from
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS
from bp.training import ConfigError, History, TrainConfig

FORMAT = 1
LARGEST = 200 * 2**20  # bytes, unpacked
PARAMS = ("W1", "b1", "W2", "b2")


@dataclass(frozen=True)
class Imported:
    """What an archive holds, checked."""

    about: dict[str, Any]
    history: History
    network: TwoLayerNet


def archive(database: Engine, run: str) -> bytes:
    """A run as an .npz file: curves, weights, and all else as JSON in `about`."""
    kept, history = run_by_id(database, run), load_history(database, run)
    about = {
        "format": FORMAT,
        "name": kept.name,
        "created": kept.created,
        "status": kept.status,
        "notes": kept.notes,
        "versions": kept.versions,
        "config": kept.settings,
        "facts": facts_of(history),
    }
    arrays: dict[str, Any] = {f"curve_{name}": rows for name, rows in curves(history).items()}
    arrays |= load_network(database, run).params
    buffer = io.BytesIO()
    np.savez_compressed(buffer, about=np.array(json.dumps(about)), **arrays)
    return buffer.getvalue()


def import_archive(database: Engine, content: bytes) -> str:
    """Keep the run of an archive, under a new id, which is returned.

    It can be looked at and compared; to go on with it, train it anew from its settings. Raises
    StoreError where the file is no such archive, or does not fit together.
    """
    try:
        found = _read(content)
    except StoreError:
        raise
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile, EOFError) as error:
        raise StoreError(f"This file is no exported run: {error}") from error
    run = new_id()
    training: dict[str, Any] = {
        "id": run,
        "kind": "imported",
        "dataset": found.history.config.dataset,
    }
    training |= {"status": _status(found), "trainer": "", "alive_until": 0.0, "state": b""}
    row: dict[str, Any] = {
        "id": run,
        "training": run,
        "place": 0,
        "name": str(found.about["name"])[:200],
    }
    row |= {"created": float(found.about["created"]), "notes": str(found.about["notes"])}
    row |= {"versions": found.about["versions"]}
    with writing(database) as connection:
        connection.execute(insert(TRAININGS).values(**training, digest=""))
        connection.execute(
            insert(RUNS).values(**row, **figures(found.history, *verdict_of(found.history)))
        )
        connection.execute(update(RUNS).where(RUNS.c.id == run).values(changed=time.time()))
        for page in pages_from(found.history, {}):
            connection.execute(insert(PAGES).values(run=run, **vars(page)))
        connection.execute(insert(WEIGHTS).values(run=run, content=npz(found.network)))
    return run


def _status(found: Imported) -> str:
    return "finished" if found.history.iteration >= found.history.config.iterations else "paused"


def _read(content: bytes) -> Imported:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise StoreError(f"This file unpacks to more than {LARGEST // 2**20} MB.")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        about = json.loads(str(arrays["about"]))
        if about["format"] != FORMAT:
            raise StoreError(f"This file is of format {about['format']}; bp knows {FORMAT}.")
        rows = {curve: np.atleast_1d(arrays[f"curve_{curve}"]) for curve in ROWS}
        params = {name: np.asarray(arrays[name], np.float32) for name in PARAMS}
    try:
        config = config_of(about["config"])
    except ConfigError as error:
        raise StoreError(f"This file has settings that cannot be: {error}") from error
    return Imported(about, _history(config, about, rows), _network(config, params))


def _history(config: TrainConfig, about: dict[str, Any], rows: dict[str, Any]) -> History:
    facts = {**about["facts"], "lengths": {curve: len(each) for curve, each in rows.items()}}
    if not 0 <= len(rows["loss"]) <= config.iterations or not len(facts["class_shares"]):
        raise ValueError("its curve is longer than its iterations.")
    _check_shares(facts["class_shares"])
    pages = [Page(curve, 0, _plain(curve, each).tobytes()) for curve, each in rows.items()]
    return history_of(config, facts, pages)


def _check_shares(shares: list[Any]) -> None:
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError("its classes have shares that are none.")


def _plain(curve: str, rows: NDArray[Any]) -> NDArray[Any]:
    return rows.astype("<f4" if curve == "loss" else "<f8")


def _network(config: TrainConfig, params: dict[str, NDArray[Any]]) -> TwoLayerNet:
    inputs, classes = params["W1"].shape[0], params["b2"].shape[0]
    network = TwoLayerNet(
        inputs, config.hidden_size, classes, activation=config.activation, dtype=np.float32
    )
    for name, array in network.params.items():
        if params[name].shape != array.shape:
            raise ValueError(f"{name} has shape {params[name].shape}, not {array.shape}.")
    return network.with_params(**params)
