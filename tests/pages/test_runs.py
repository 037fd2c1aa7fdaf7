"""The Runs page: kept runs are found, opened, compared, named, deleted and brought back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from bp.app.live.keeper import keeper
from bp.app.live.workspace import WORKSPACE
from bp.app.runs.table import table_key
from bp.data import load_dataset
from bp.diagnosis.wording import value_text
from bp.store import Wanted, keep, list_runs, open_database, run_by_id
from bp.training import TrainConfig, Trainer
from tests.pages.at_hand import at_hand, finished

DIGITS = TrainConfig(dataset="digits", iterations=60, hidden_size=10)


@pytest.fixture
def database(app: AppTest) -> Iterator[Engine]:
    """Two single runs, the later one in mid-course, and a comparison of two."""
    opened = open_database()
    for name, rates, iterations in (("a", [0.5], 60), ("b", [0.1], 30), ("c", [0.1, 0.5], 60)):
        configs = [
            TrainConfig(dataset="digits", iterations=60, hidden_size=10, learning_rate=rate)
            for rate in rates
        ]
        trainer = Trainer(load_dataset("digits"), configs)
        trainer.advance(iterations)
        status = "finished" if trainer.finished else "paused"
        keep(opened, name, trainer, status=status, names=[f"run {name}"] * len(rates))
    yield opened
    assert not app.exception
    opened.dispose()


def at_runs(app: AppTest) -> AppTest:
    app.switch_page("pages/library/runs.py").run()
    assert not app.exception
    return app


def choose(app: AppTest, database: Engine, *ids: str, deleted: bool = False) -> AppTest:
    """Choose rows, as a click in the table does."""
    runs = list_runs(database, Wanted(deleted=deleted))
    rows = [place for place, run in enumerate(runs) if run.id in ids]
    app.session_state[table_key(runs)] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def names(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["name"])


def test_no_run_is_kept_yet(app: AppTest) -> None:
    at_runs(app)
    assert app.info[0].value.startswith("No run is kept yet.")


@pytest.mark.usefixtures("database")
def test_found(app: AppTest) -> None:
    at_runs(app)
    assert names(app) == ["run c", "run c", "run b", "run a"]
    assert any("4 runs kept" in said.value for said in app.caption)
    app.text_input("runs_search").input("RUN A").run()
    assert names(app) == ["run a"]
    app.text_input("runs_search").input("").run()
    app.selectbox("runs_setting").select("learning_rate").run()
    app.text_input("runs_value").input("0,5").run()
    assert names(app) == ["run c", "run a"]
    app.text_input("runs_value").input("fast").run()
    assert "cannot be read" in app.error[0].value
    app.text_input("runs_value").input("7").run()
    assert app.info[0].value == "No kept run is like that."


def test_opened_on_train_and_trained_on(app: AppTest, database: Engine) -> None:
    at_runs(app)
    app.query_params["large"] = "true"  # a parameter that is bound to a control
    choose(app.run(), database, "b")
    press(app, "Open on Train")
    assert not app.exception

    live = at_hand(app, "run")
    assert live.trainer.iteration == 30
    assert app.selectbox("dataset").value == "digits"
    assert app.text_input("learning_rate").value == "0.1"
    live.advance(30)
    assert keeper().is_saved(live, 300)
    assert run_by_id(database, "b").status == "finished"
    assert len(list_runs(database)) == 4


def test_opened_on_compare(app: AppTest, database: Engine) -> None:
    choose(at_runs(app), database, "c-2")
    press(app, "Open on Compare")

    assert [config.learning_rate for config in at_hand(app, "comparison").configs] == [0.1, 0.5]
    assert not app.exception


def test_several_beside_the_baseline(app: AppTest, database: Engine) -> None:
    choose(at_runs(app), database, "a", "b")

    table = app.dataframe[1].value
    assert list(table["Run"]) == ["run b", "run a"]
    assert list(table["Learning rate"]) == ["0.1", "0.5"]
    assert "Hidden size" not in table
    b, a = (run_by_id(database, run).best_test_accuracy or 0 for run in "ba")
    assert table["Against the baseline"][0] == "baseline"
    assert table["Against the baseline"][1].startswith(f"{100 * (a - b):+.2f} points")


def test_what_made_the_difference(app: AppTest, database: Engine) -> None:
    choose(at_runs(app), database, "c-1", "c-2")
    press(app, "Find out")
    live = app.session_state[WORKSPACE].others["difference"]
    assert live.work.settings == ["learning_rate"]
    finished(app, live)

    assert live.work.answer is not None
    said = [text.value for text in app.markdown]
    assert any("learning rate (" in text or text.startswith("It is the seed") for text in said)
    table = app.dataframe[2].value
    assert table["Run"][0] == "run c (c-1)"
    assert list(table["Seeds"]) == [5, 5, 5, 5]
    assert len(list_runs(database)) == 4  # nothing of it is kept


def test_no_setting_can_be_blamed(app: AppTest, database: Engine) -> None:
    trainer = Trainer(load_dataset("digits"), [DIGITS])
    trainer.advance(20)
    trainer.set_learning_rate(0, 0.5)
    trainer.advance(20)
    keep(database, "moved", trainer, status="paused", names=["[moved](x)"])
    choose(at_runs(app), database, "a", "moved")

    assert not [button for button in app.button if button.label == "Find out"]
    assert any("was moved while it trained" in said.value for said in app.caption)
    assert not any("[moved](" in said.value for said in app.caption)


def test_named_and_tagged(app: AppTest, database: Engine) -> None:
    choose(at_runs(app), database, "a")
    app.text_input[-2].input("the good one")
    app.text_input[-1].input("talk, digits")
    app.text_area[0].input("0.5 does it")
    press(app, "Save")

    run = run_by_id(database, "a")
    assert (run.name, run.tags, run.notes) == ("the good one", ("digits", "talk"), "0.5 does it")
    app.selectbox("runs_tag").select("talk").run()
    assert names(app) == ["the good one"]


def test_deleted_and_brought_back(app: AppTest, database: Engine) -> None:
    choose(at_runs(app), database, "a")
    press(app, "Delete")
    assert names(app) == ["run c", "run c", "run b"]
    press(app, "Undo")
    assert names(app) == ["run c", "run c", "run b", "run a"]
    choose(app, database, "a", "b")
    press(app, "Delete all 2")
    app.toggle("runs_deleted").set_value(True).run()
    assert names(app) == ["run b", "run a"]
    choose(app, database, "b", deleted=True)
    press(app, "Bring back")
    assert names(app) == ["run a"]
    press(app, "Remove the 1 deleted for good")
    assert sorted(run.id for run in list_runs(database)) == ["b", "c-1", "c-2"]


def test_a_database_that_cannot_be_had(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_DATABASE_URL", "nonsense")
    at_runs(app)
    assert "no address of a database" in app.error[0].value


def test_every_rate_that_was_used_is_told(app: AppTest, database: Engine) -> None:
    trainer = Trainer(load_dataset("digits"), [DIGITS])
    trainer.advance(20)
    trainer.set_learning_rate(0, 0.5)
    trainer.advance(40)
    trainer.set_learning_rate(0, 0.02)  # with which nothing is trained any more
    keep(database, "moved", trainer, names=["moved"])
    told = f"{value_text(DIGITS.learning_rate)}, 0.5 from iteration 20 on"
    (moved,) = list_runs(database, Wanted(search="moved"))
    assert at_runs(app).dataframe[0].value["rate"].iloc[0] == told
    choose(app, database, moved.id)
    assert any(f"learning rate {told}, " in caption.value for caption in app.caption)
    (still,) = list_runs(database, Wanted(search="run b"))
    choose(app, database, moved.id, still.id)
    assert told in set(app.dataframe[1].value["Learning rate"])
