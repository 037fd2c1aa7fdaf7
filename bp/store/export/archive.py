"""A run in one .npz file, which another bp imports: plain arrays and JSON, and nothing is run."""

import io
import json
from typing import Any

import numpy as np
from sqlalchemy import Engine, insert

from bp.store.database import writing
from bp.store.export.checked import FORMAT, Imported, checked
from bp.store.keeping import new_id, npz
from bp.store.listing import run_by_id
from bp.store.loading import load_history, load_network
from bp.store.pages import curves, facts_of, pages_from
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS


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
    found, run = checked(content), new_id()
    training = {"id": run, "kind": "imported", "dataset": found.history.config.dataset}
    training |= {"status": _status(found), "trainer": "", "digest": ""}
    row = {"id": run, "training": run, "place": 0, **found.about, **found.figures}
    with writing(database) as connection:
        connection.execute(insert(TRAININGS).values(**training, alive_until=0.0, state=b""))
        connection.execute(insert(RUNS).values(row))
        for page in pages_from(found.history, {}):
            connection.execute(insert(PAGES).values(run=run, **page._asdict()))
        connection.execute(insert(WEIGHTS).values(run=run, content=npz(found.network)))
    return run


def _status(found: Imported) -> str:
    return "finished" if found.history.iteration >= found.history.config.iterations else "paused"
