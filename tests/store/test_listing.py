"""Kept runs are found again, renamed, tagged, deleted and freed."""

import time

import pytest
from sqlalchemy import Engine, select, update

from bp.diagnosis import diagnose
from bp.store import (
    StoreError,
    Wanted,
    all_tags,
    count_runs,
    delete,
    free,
    keep,
    list_runs,
    load_history,
    new_id,
    note,
    rename,
    restore,
    run_by_id,
    runs_by_id,
    size,
    tag,
    untag,
)
from bp.store.alive import this_process
from bp.store.tables import RUNS, TRAININGS
from bp.training import TrainConfig, Trainer
from tests.training.examples import BLOBS, config

RATES = (0.01, 0.1, 1.0)


@pytest.fixture
def training(database: Engine) -> str:
    """Three runs that differ in their rates."""
    trainer = Trainer(BLOBS, [config(learning_rate=rate) for rate in RATES])
    trainer.advance(60)
    name = new_id()
    keep(database, name, trainer, status="finished", kind="compare", names=["slow", "", "fast"])
    return name


def test_a_run_between_two_verdicts_is_kept_as_that(database: Engine, training: str) -> None:
    run = f"{training}-1"
    found = diagnose(load_history(database, run))
    assert (run_by_id(database, run).verdict, run_by_id(database, run).nearly) == (
        found.verdict,
        found.nearly,
    )
    with database.begin() as connection:
        facts = connection.scalar(select(RUNS.c.facts).where(RUNS.c.id == run))
        assert facts is not None
        changed = {"verdict": "learning", "facts": {**facts, "nearly": "too_slow"}}
        connection.execute(update(RUNS).where(RUNS.c.id == run).values(changed))
    assert run_by_id(database, run).nearly == "too_slow"
    for verdict in ("learning", "too_slow"):
        assert "1" in ids(database, verdict=verdict)


def ids(database: Engine, **wanted: object) -> list[str]:
    return [run.id[-1] for run in list_runs(database, Wanted(**wanted))]  # type: ignore[arg-type]


def test_what_is_told_of_a_run(database: Engine, training: str) -> None:
    first, second, _ = list_runs(database)

    assert first.id == f"{training}-1"
    assert (first.name, first.kind, first.status, first.together) == (
        "slow",
        "compare",
        "finished",
        3,
    )
    assert (first.iteration, first.iterations) == (60, 60)
    assert TrainConfig(**first.settings) == config(learning_rate=0.01)
    assert second.label == second.id
    last = load_history(database, first.id).last
    assert last
    assert first.test_accuracy == last.test_accuracy
    assert len(first.sparkline) == 5  # start, three epochs, end


def test_search_filter_and_order(database: Engine, training: str) -> None:
    note(database, f"{training}-2", "50 % of the_units")
    tag(database, [f"{training}-2", f"{training}-3"], "  for the\n talk ")

    assert ids(database, search="SLOW") == ["1"]
    assert ids(database, search="% of") == ["2"]
    assert ids(database, search="e_u") == ["2"]  # to the letter
    assert ids(database, search="the talk") == ["2", "3"]
    assert ids(database, search=training) == ["1", "2", "3"]
    assert ids(database, tag="for the talk") == ["2", "3"]
    assert ids(database, settings={"learning_rate": 0.1, "dataset": "blobs"}) == ["2"]
    assert ids(database, settings={"learning_rate": 0.2}) == []
    assert ids(database, order="learning_rate") == ["3", "2", "1"]
    assert ids(database, order="learning_rate", ascending=True) == ["1", "2", "3"]
    assert ids(database, order="name", ascending=True) == ["2", "3", "1"]
    assert count_runs(database, Wanted(tag="for the talk")) == 2
    assert [run.id[-1] for run in list_runs(database, limit=1, offset=1)] == ["2"]
    verdict = run_by_id(database, f"{training}-1").verdict
    assert "1" in ids(database, verdict=verdict)
    assert all_tags(database) == ["for the talk"]
    untag(database, [f"{training}-2"], "for the talk")
    assert ids(database, tag="for the talk") == ["3"]


def test_rename(database: Engine, training: str) -> None:
    rename(database, f"{training}-2", " a  name ")

    assert run_by_id(database, f"{training}-2").name == "a name"
    with pytest.raises(StoreError, match="no kept run 'nobody'"):
        rename(database, "nobody", "x")
    with pytest.raises(StoreError, match="no kept run 'nobody'"):
        runs_by_id(database, [f"{training}-2", "nobody"])


def test_delete_and_undo(database: Engine, training: str) -> None:
    delete(database, [f"{training}-1", f"{training}-3"])

    assert ids(database) == ["2"]
    assert ids(database, deleted=True) == ["1", "3"]
    assert free(database) == 0  # one of those that train together is still wanted
    restore(database, [f"{training}-1"])
    assert ids(database) == ["1", "2"]


def test_free(database: Engine, training: str) -> None:
    other = new_id()
    keep(database, other, Trainer(BLOBS, [config(hidden_size=500)]))
    tag(database, [other], "big")
    before = size(database)
    delete(database, [other])

    assert free(database) == 1
    assert ids(database, deleted=True) == []
    assert all_tags(database) == []
    if database.dialect.name == "sqlite":  # PostgreSQL gives room back in its own time
        assert size(database) < before
    with pytest.raises(StoreError, match="no kept run"):
        load_history(database, other)
    assert load_history(database, f"{training}-2").iteration == 60


@pytest.mark.parametrize(
    ("trainer", "alive_for", "status"),
    [
        (this_process(), 100, "running"),
        (this_process(), -1, "interrupted"),
        (f"{this_process().rpartition(':')[0]}:{2**22 + 1}", 100, "interrupted"),  # no process
        ("elsewhere:1", 100, "running"),
        ("elsewhere:1", -1, "interrupted"),
    ],
    ids=["ours", "ours, overdue", "ended", "another host's", "another host's, overdue"],
)
def test_a_run_whose_process_was_ended(
    database: Engine, trainer: str, alive_for: float, status: str
) -> None:
    name = new_id()
    keep(database, name, Trainer(BLOBS, [config()]), status="running")
    with database.begin() as connection:
        values = {"trainer": trainer, "alive_until": time.time() + alive_for}
        connection.execute(TRAININGS.update().values(values))

    assert run_by_id(database, name).status == status
