"""Several runs in one file, and back."""

import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from bp.data import load_dataset
from bp.store import StoreError, keep, list_runs, load_history
from bp.store.export import archive, export_zip, import_file
from bp.training import TrainConfig, Trainer

DIGITS = TrainConfig(dataset="digits", hidden_size=4, iterations=30)


@pytest.fixture
def two(sqlite: Engine) -> list[str]:
    """Two runs that trained together, and their ids."""
    trainer = Trainer(load_dataset("digits"), [DIGITS, DIGITS])
    trainer.advance(30)
    keep(sqlite, "two", trainer, status="finished", names=["one", "the other"])
    return ["two-1", "two-2"]


def test_a_folder_of_each_run_and_a_table_of_all(sqlite: Engine, two: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(export_zip(sqlite, two))) as packed:
        assert packed.testzip() is None
        names = set(packed.namelist())
        table = pd.read_csv(packed.open("runs.csv"))
        parquet = pd.read_parquet(io.BytesIO(packed.read("runs.parquet")))
        losses = pd.read_parquet(io.BytesIO(packed.read("two-2/losses.parquet")))
    assert {f"{run}/{name}" for run in two for name in ("run.npz", "weights.npz")} <= names
    assert list(table["name"]) == list(parquet["name"]) == ["one", "the other"]
    assert list(table["iterations_done"]) == [30, 30]
    np.testing.assert_array_equal(losses["loss"], load_history(sqlite, "two-2").loss)


def test_they_are_imported_again(sqlite: Engine, two: list[str]) -> None:
    back = import_file(sqlite, export_zip(sqlite, two))
    assert len(back) == 2
    for ours, theirs in zip(back, two, strict=True):
        kept = load_history(sqlite, theirs).loss
        np.testing.assert_array_equal(load_history(sqlite, ours).loss, kept)
    (one,) = import_file(sqlite, archive(sqlite, two[0]))
    assert len(list_runs(sqlite)) == 5
    np.testing.assert_array_equal(
        load_history(sqlite, one).loss, load_history(sqlite, "two-1").loss
    )


def test_what_is_no_such_file_is_refused(sqlite: Engine, two: list[str]) -> None:
    whole = export_zip(sqlite, two)
    for content in (b"", b"text", whole[: len(whole) // 2]):
        with pytest.raises(StoreError, match="no exported run"):
            import_file(sqlite, content)
    assert len(list_runs(sqlite)) == 2
