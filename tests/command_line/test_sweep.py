"""A sweep from a terminal: its table, and the map that is kept of it."""

import json
import signal
from dataclasses import asdict
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from bp.command_line import INTERRUPTED
from bp.command_line import sweep as command
from bp.data import load_dataset
from bp.diagnosis import verdict_label
from bp.search import sweep
from bp.search.space import Space, SpaceSweep
from bp.store import list_maps, load_map, open_database
from bp.training import TrainConfig
from tests.command_line.conftest import Command

DIGITS = ("sweep", "--dataset", "digits", "--iterations", "40", "--batch-size", "20")
GRID = (*DIGITS, "--learning-rate", "0.01,0.5,1000", "--hidden-size", "4, 8", "--seeds", "2")
BASE = TrainConfig(dataset="digits", iterations=40, batch_size=20)
ASKED = (("learning_rate", "0.01,0.5,1000"), ("hidden_size", "4, 8"))
SPACE = Space(BASE, ASKED, seeds=2)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices run in a thread, and a signal does afterwards what it did before."""
    monkeypatch.setenv("BP_WORKERS", "0")
    monkeypatch.setattr(signal, "signal", lambda *_: None)


@pytest.fixture
def database() -> Engine:
    """Where the command line keeps its maps."""
    return open_database()


def expected(space: Space) -> pd.DataFrame:
    """The same runs without a command line, in the order of the space."""
    return sweep(load_dataset("digits"), space.configs)


def assert_same_runs(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """All but the seconds. Both were stacked alike, so their products are of the same shapes."""
    columns = [name for name in theirs.columns if name != "seconds"]
    pd.testing.assert_frame_equal(ours[columns], theirs[columns], check_exact=True)


def from_json(text: str, space: Space) -> pd.DataFrame:
    """Rows as they were printed, put into the order of the space."""
    settings = list(asdict(space.base))
    rows: dict[tuple[Any, ...], dict[str, Any]] = {
        tuple(row[name] for name in settings): row for row in json.loads(text)
    }
    ordered = [rows[tuple(asdict(config).values())] for config in space.configs]
    return pd.DataFrame(ordered).astype({"loss": float})


def test_its_rows_are_those_of_a_sweep(bp: Command) -> None:
    said = bp(*GRID, "--json")

    assert_same_runs(from_json(said, SPACE), expected(SPACE))
    best = [row["best_test_accuracy"] for row in json.loads(said)]
    assert best == sorted(best, reverse=True)
    assert "NaN" not in said


def test_its_table_has_the_best_first(bp: Command) -> None:
    first, head, *lines = bp(*GRID).splitlines()

    assert "12 runs of 40 iterations" in first
    assert head.split("  ")[0] == "LEARNING RATE"
    assert len(lines) == SPACE.runs
    rows = expected(SPACE)
    found = {
        (row["learning_rate"], row["hidden_size"], row["seed"]): (
            f"{row['best_test_accuracy']:.4f}",
            verdict_label(row["verdict"], row["nearly"]),
        )
        for row in rows.to_dict("records")
    }
    for line in lines:
        rate, size, seed, *told = line.split(maxsplit=4)
        place = float(rate.replace(",", "")), int(size), int(seed)
        assert found.pop(place) == tuple(told)
    assert lines[0].split()[3] == f"{rows['best_test_accuracy'].max():.4f}"


def test_it_is_kept_as_a_map(bp: Command, database: Engine) -> None:
    said = bp(*GRID)

    (listed,) = list_maps(database)
    assert listed.id in said
    assert (listed.status, listed.dataset, listed.rows) == ("finished", "digits", SPACE.runs)
    kept = load_map(database, listed.id)
    opened = SpaceSweep(load_dataset("digits"), Space.from_description(kept.space), kept.rows)
    assert opened.finished
    assert opened.space == SPACE
    assert_same_runs(opened.table, expected(SPACE))


@pytest.mark.parametrize(
    ("asked", "space"),
    [
        (
            ("--learning-rate", "0.01..1 x 3", "--activation", "relu,tanh"),
            Space(BASE, (("learning_rate", "0.01..1 x 3"), ("activation", "relu,tanh"))),
        ),
        (
            ("--hidden-size", "2..9", "--learning-rate", "0.01 - 1", "--random", "3"),
            Space(BASE, (("learning_rate", "0.01 - 1"), ("hidden_size", "2..9")), drawn=3),
        ),
        (  # one setting: the seed is the other axis
            ("--hidden-size", "2,3", "--seed", "5", "--seeds", "2"),
            Space(
                TrainConfig(dataset="digits", iterations=40, batch_size=20, seed=5),
                (("hidden_size", "2,3"), ("seed", "5..6 x 2")),
            ),
        ),
    ],
    ids=["ranges and choices", "at random", "seeds"],
)
def test_what_can_be_asked(
    bp: Command, database: Engine, asked: tuple[str, ...], space: Space
) -> None:
    assert len(json.loads(bp(*DIGITS, *asked, "--json"))) == space.runs
    (listed,) = list_maps(database)
    assert Space.from_description(listed.space) == space


def test_a_long_table_says_what_it_leaves_out(bp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SHOWN", 2)
    assert bp(*GRID).splitlines()[-1] == "And 10 more, which --json prints, too."


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_interrupted_it_keeps_what_is_done(
    bp: Command, database: Engine, form: tuple[str, ...]
) -> None:
    take = SpaceSweep.take

    def interrupted(self: SpaceSweep, parts: Any, records: Any) -> None:
        if self.runs_done:
            assert list_maps(database)[0].status == "running"
            raise KeyboardInterrupt
        take(self, parts, records)

    asked = ("--learning-rate", "0.01..1 x 40", "--hidden-size", "3,4")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpaceSweep, "take", interrupted)
        bp(*DIGITS, *asked, *form, code=INTERRUPTED)

    (listed,) = list_maps(database)
    assert listed.status == "paused"
    kept = load_map(database, listed.id)
    space = Space.from_description(kept.space)
    assert 0 < len(kept.rows) < space.runs
    work = SpaceSweep(load_dataset("digits"), space, kept.rows)
    while not work.finished:  # as Resume does on the page
        work.advance(40)
    assert {place: work.rows[place] for place in kept.rows} == kept.rows
    assert len(work.table) == space.runs


@pytest.mark.processes
def test_the_same_on_all_cores(bp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_WORKERS", "2")
    assert_same_runs(from_json(bp(*GRID, "--json"), SPACE), expected(SPACE))
