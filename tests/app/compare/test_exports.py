"""What is taken away from a comparison is the comparison."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from bp.app.compare.exports import SCRIPT_NAME, script
from bp.data import load_dataset
from bp.diagnosis import diagnose
from bp.diagnosis.ranking import ranking, variants_of
from bp.training import History, TrainConfig
from bp.training.variations import varied_configs
from tests.training.examples import config, trained

ROOT = Path(__file__).parents[3]
COMPARISONS = {
    "learning_rate": (0.01, 0.3),
    "scaling": ("raw", "standard"),
}


def compared(field: str, values: Sequence[object], repeats: int = 1) -> list[History]:
    base = TrainConfig("digits", hidden_size=10, iterations=60)
    configs = varied_configs(base, field, tuple(values), repeats)
    return trained(*configs, dataset=load_dataset("digits")).histories


@pytest.mark.parametrize("field", COMPARISONS)
def test_the_script_runs_and_comes_to_the_same(field: str, tmp_path: Path) -> None:
    histories = compared(field, COMPARISONS[field], 2 if field == "learning_rate" else 1)
    path = tmp_path / SCRIPT_NAME
    path.write_text(script([history.config for history in histories], field))
    ran = subprocess.run(
        [sys.executable, "-W", "error", path],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    said = [line.split(maxsplit=2) for line in ran.stdout.splitlines()]
    assert len(said) == len(histories)
    for (value, accuracy, headline), history in zip(said, histories, strict=True):
        assert history.last is not None
        assert value == str(getattr(history.config, field))
        assert round(float(accuracy), 4) == round(history.last.test_accuracy, 4)
        assert headline == diagnose(history).headline


def test_the_results_as_csv_are_the_ranking() -> None:
    runs = varied_configs(config(), "activation", ("relu", "sigmoid"), 2)
    table = ranking(variants_of(trained(*runs).histories, "activation"))
    read = pd.read_csv(io.StringIO(table.to_csv(index=False)))
    pd.testing.assert_frame_equal(read, table, check_dtype=False)
