"""Several exported runs in one file, as a browser takes it."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pandas as pd
from sqlalchemy import Engine

from bp.diagnosis import verdict_label
from bp.store.database import StoreError
from bp.store.export.archive import import_archive
from bp.store.export.checked import LARGEST
from bp.store.export.folder import export_run
from bp.store.listing import KeptRun, runs_by_id

ARCHIVE = "run.npz"  # of an exported run, in its folder


def export_zip(database: Engine, ids: Sequence[str]) -> bytes:
    """A folder of each run, as `export_run` writes it, and a table of them as CSV and Parquet.

    Raises StoreError where one of them is not kept, and OSError where there is no room.
    """
    table = runs_table(runs_by_id(database, ids))
    buffer = io.BytesIO()
    with TemporaryDirectory() as scratch, zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("runs.csv", table.to_csv(index=False), zipfile.ZIP_DEFLATED)
        packed.writestr("runs.parquet", table.to_parquet(index=False))
        for run in ids:
            for file in export_run(database, run, Path(scratch) / run):
                packed.write(file, f"{run}/{file.name}", zipfile.ZIP_DEFLATED)
                file.unlink()
    return buffer.getvalue()


def runs_table(runs: Sequence[KeptRun]) -> pd.DataFrame:
    """One row a run: what it is called, its settings, how far it is and how it is judged."""
    return pd.DataFrame(
        {
            "id": run.id,
            "name": run.name,
            "status": run.status,
            **run.settings,
            "iterations_done": run.iteration,
            "test_accuracy": run.test_accuracy,
            "best_test_accuracy": run.best_test_accuracy,
            "verdict": verdict_label(run.verdict, run.nearly),
        }
        for run in runs
    )


def import_file(database: Engine, content: bytes) -> list[str]:
    """Keep what was exported, under new ids, which are returned: a `run.npz`, or a ZIP with some.

    Raises StoreError where the file is neither; runs that were read before it are kept.
    """
    return [import_archive(database, each) for each in _archives(content)]


def _archives(content: bytes) -> list[bytes]:
    """The runs of a ZIP; a `run.npz`, which is one itself, is taken as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found = [
                each for each in packed.infolist() if PurePosixPath(each.filename).name == ARCHIVE
            ]
            if sum(each.file_size for each in found) > LARGEST:
                raise StoreError(f"This file holds more than {LARGEST / 2**20:.0f} MB of runs.")
            return [packed.read(each) for each in found] or [content]
    except StoreError:
        raise
    except Exception as error:  # a stranger's file may be broken in any way
        raise StoreError(f"This file is no exported run: {error}") from error
