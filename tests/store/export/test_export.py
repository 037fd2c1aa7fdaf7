"""What is taken along is whole, is read by others, and comes back."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from bp.data import load_dataset
from bp.store import StoreError, keep, list_runs, load_history, load_network, load_trainer
from bp.store.export import archive, export_run, import_archive
from bp.store.export.checked import SIZES
from bp.training import CHOICES, TrainConfig, Trainer
from tests.training.examples import assert_same, config, trained

CONFIG = TrainConfig(dataset="digits", iterations=200, learning_rate=0.5)


@pytest.fixture
def run(sqlite: Engine) -> str:
    trainer = Trainer(load_dataset("digits"), [CONFIG])
    trainer.advance(50)
    trainer.set_learning_rate(0, 0.2)
    trainer.advance(150)
    keep(sqlite, "run", trainer, status="finished", names=["mine"])
    return "run"


def test_tables(sqlite: Engine, run: str, tmp_path: Path) -> None:
    export_run(sqlite, run, tmp_path)
    history = load_history(sqlite, run)

    for read, ending in ((pd.read_csv, "csv"), (pd.read_parquet, "parquet")):
        losses = read(tmp_path / f"losses.{ending}")
        np.testing.assert_array_equal(losses["loss"].astype(np.float32), history.loss)
        evaluations = read(tmp_path / f"evaluations.{ending}")
        pd.testing.assert_frame_equal(evaluations, history.evaluations, check_exact=True)
    assert TrainConfig(**json.loads((tmp_path / "config.json").read_text())) == CONFIG
    with np.load(tmp_path / "weights.npz") as weights:
        network = load_network(sqlite, run)
        for name, array in network.params.items():
            np.testing.assert_array_equal(weights[name], array)


def test_without_its_data_all_else_is_written(sqlite: Engine, tmp_path: Path) -> None:
    """The blobs have no place in the catalogue."""
    keep(sqlite, "run", trained(config()))
    folder = tmp_path / "taken along"
    written = {path.name for path in export_run(sqlite, "run", folder)}

    assert written == {path.name for path in folder.iterdir()}
    assert written >= {"run.npz", "config.json", "weights.npz", "with_bp.py", "losses.csv"}
    assert not written & {"with_numpy.py", "data.npz"}
    said = (folder / "with_numpy.txt").read_text()
    assert said.startswith("There is no script in plain NumPy. There is no data set 'blobs'")


def test_imported_again(sqlite: Engine, run: str) -> None:
    other = import_archive(sqlite, archive(sqlite, run))

    assert other != run
    assert_same(load_history(sqlite, other), load_history(sqlite, run))
    kept = next(each for each in list_runs(sqlite) if each.id == other)
    assert (kept.name, kept.kind, kept.status) == ("mine", "imported", "finished")
    with pytest.raises(StoreError, match="was imported"):
        load_trainer(sqlite, other)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("W1", np.zeros((3, 4)), "W1 has shape"),
        ("curve_loss", np.zeros(10_000), "longer than its iterations"),
        ("curve_evaluations", np.zeros((1, 2)), "no exported run"),
        ("about", np.array("{}"), "no exported run"),
        ("about", np.array("no JSON"), "no exported run"),
        ("about", np.array('{"format": 99}'), "of format 99"),
    ],
)
def test_what_does_not_fit_together(
    sqlite: Engine, run: str, tmp_path: Path, name: str, value: object, said: str
) -> None:
    file = tmp_path / "changed.npz"
    file.write_bytes(archive(sqlite, run))
    with np.load(file) as arrays:
        changed: dict[str, object] = {**arrays, name: value}
    np.savez(file, **changed)  # type: ignore[arg-type]

    with pytest.raises(StoreError, match=said):
        import_archive(sqlite, file.read_bytes())
    assert len(list_runs(sqlite)) == 1


@pytest.mark.parametrize("name", ["mnist-5k", "digits"])
def test_sizes_are_those_of_the_data(name: str) -> None:
    dataset = load_dataset(name)

    assert SIZES[name] == (dataset.features, dataset.num_classes)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x05\x06" + bytes(18)])
def test_no_archive(sqlite: Engine, content: bytes) -> None:
    with pytest.raises(StoreError, match="no exported run"):
        import_archive(sqlite, content)


def test_a_pickle_in_an_archive_is_not_run(sqlite: Engine, tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, ...]:
            return (tmp_path / "was run").touch, ()

    np.savez(tmp_path / "x.npz", about=np.array(Hostile(), object), allow_pickle=True)
    with pytest.raises(StoreError, match="no exported run"):
        import_archive(sqlite, (tmp_path / "x.npz").read_bytes())
    assert not (tmp_path / "was run").exists()


def test_our_script(sqlite: Engine, run: str, tmp_path: Path) -> None:
    export_run(sqlite, run, tmp_path)
    said = subprocess.run(
        [sys.executable, tmp_path / "with_bp.py"],
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.startswith(repr(load_history(sqlite, run).last))


def textbook_losses(config: TrainConfig, database: Engine, folder: Path) -> tuple[object, object]:
    """The losses of the script, run where there is NumPy and nothing else, and ours."""
    trainer = Trainer(load_dataset(config.dataset), [config])
    trainer.advance(config.iterations // 2)
    trainer.set_learning_rate(0, config.learning_rate / 2)
    trainer.advance(config.iterations)
    keep(database, "textbook", trainer)
    export_run(database, "textbook", folder)
    bare = folder / "bare"
    bare.mkdir()
    (bare / "numpy").symlink_to(Path(np.__file__).parent)
    libraries = Path(np.__file__).parents[1] / "numpy.libs"
    (bare / "numpy.libs").symlink_to(libraries)
    subprocess.run(
        [sys.executable, "-S", f"{folder.name}/with_numpy.py"],  # from wherever one is
        cwd=folder.parent,
        env={"PYTHONPATH": str(bare)},
        check=True,
    )
    return np.loadtxt(folder / "losses.txt"), trainer.histories[0].loss


@pytest.mark.parametrize(
    "settings", [{}, {"optimizer": "adam", "learning_rate": 0.001, "hidden_size": 20}], ids=str
)
def test_a_script_that_needs_nothing_but_numpy(
    settings: dict[str, Any], sqlite: Engine, tmp_path: Path
) -> None:
    config = TrainConfig(dataset="digits", iterations=2_000, **settings)
    theirs, ours = textbook_losses(config, sqlite, tmp_path)

    np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-4)  # type: ignore[call-overload]


VARIED = [
    *({"activation": name} for name in CHOICES["activation"]),
    *({"optimizer": name, "learning_rate": 0.01} for name in CHOICES.get("optimizer", ())),
    *({"scaling": name, "learning_rate": 0.001} for name in CHOICES["scaling"]),
    {"targets": "one-hot"},
    {"weight_decay": 0.01},
    {"batch_size": 7, "seed": 5},
]


@pytest.mark.parametrize("changes", VARIED, ids=str)
def test_each_choice_in_the_script(
    changes: dict[str, object], sqlite: Engine, tmp_path: Path
) -> None:
    """A hundred iterations from weights that learn at once, within what float32 rounds."""
    values = {"dataset": "digits", "iterations": 100, "weight_init_std": 0.1, **changes}
    theirs, ours = textbook_losses(TrainConfig(**values), sqlite, tmp_path)  # type: ignore[arg-type]

    np.testing.assert_allclose(theirs, ours, rtol=1e-4, atol=1e-4)  # type: ignore[call-overload]
