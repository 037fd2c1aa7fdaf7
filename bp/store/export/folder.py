"""A run as a folder of files that other programs read."""

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from bp.data import DatasetError, load_dataset
from bp.store.database import StoreError
from bp.store.export.archive import archive
from bp.store.export.script import DATA, numpy_script, our_script
from bp.store.keeping import npz
from bp.store.loading import load_history, load_network
from bp.training import History


def export_run(database: Engine, run: str, folder: Path) -> list[Path]:
    """Write a run into `folder`, made if need be; the files that were written.

    Raises StoreError where there is no such run, and OSError where the folder cannot be written.
    """
    history = load_history(database, run)
    files: dict[str, bytes] = {
        "run.npz": archive(database, run),  # for `import`
        "config.json": json.dumps(asdict(history.config), indent=1).encode(),
        "weights.npz": npz(load_network(database, run)),
        "with_bp.py": our_script(history).encode(),
    }
    for name, table in tables(history).items():
        files[f"{name}.csv"] = table.to_csv(index=False).encode()
        files[f"{name}.parquet"] = _parquet(table)
    try:
        script = numpy_script(history).encode()
        files |= {"with_numpy.py": script, DATA: data(history.config.dataset)}
    except (StoreError, DatasetError) as error:
        files["with_numpy.txt"] = f"There is no script in plain NumPy. {error}\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def tables(history: History) -> dict[str, pd.DataFrame]:
    """The curves of a run by name: losses, evaluations and probes."""
    losses = pd.DataFrame({"iteration": np.arange(history.iteration), "loss": history.loss})
    return {"losses": losses, "evaluations": history.evaluations, "probes": history.probes}


def data(name: str) -> bytes:
    """A data set as .npz, for a script that has nothing but NumPy."""
    dataset = load_dataset(name)
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {
        "x_train": dataset.x_train,
        "t_train": dataset.t_train,
        "x_test": dataset.x_test,
        "t_test": dataset.t_test,
    }
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def _parquet(table: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False)  # by pyarrow, which Streamlit brings along
    return buffer.getvalue()
