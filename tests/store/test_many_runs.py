"""Ten thousand kept runs."""

import pytest
from sqlalchemy import Engine, insert

from bp.store import Wanted, count_runs, keep, list_runs
from bp.store.tables import RUNS
from bp.training import Trainer
from tests.training.examples import BLOBS, config


def test_ten_thousand_runs(sqlite: Engine, training_rows: list[dict[str, object]]) -> None:
    """A page of them is a matter of milliseconds; here only that it comes, sorted and counted."""
    keep(sqlite, "t", Trainer(BLOBS, [config()]))
    with sqlite.begin() as connection:
        connection.execute(insert(RUNS), training_rows)

    found = list_runs(sqlite, Wanted(order="test_accuracy", search="run 1"), limit=20)

    assert count_runs(sqlite) == 10_001
    assert [run.test_accuracy for run in found] == sorted(
        (run.test_accuracy or 0 for run in found), reverse=True
    )
    assert len(found) == 20


@pytest.fixture
def training_rows() -> list[dict[str, object]]:
    return [
        {
            "id": f"t-{number}",
            "training": "t",
            "place": number,
            "name": f"run {number}",
            "created": float(number),
            "changed": float(number),
            "deleted": None,
            "config": {"learning_rate": number / 1e4, "iterations": 10},
            "iteration": 10,
            "test_accuracy": number % 997 / 997,
            "best_test_accuracy": 1.0,
            "verdict": "learning",
            "sparkline": [0.1] * 24,
            "facts": {},
            "versions": {},
            "notes": "",
        }
        for number in range(10_000)
    ]
