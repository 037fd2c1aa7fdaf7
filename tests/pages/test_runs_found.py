"""The Runs page: what is searched for, and what is taken along."""

from streamlit.testing.v1 import AppTest

from bp.app.runs.table import table_key
from bp.data import load_dataset
from bp.store import keep, list_runs, open_database
from bp.training import TrainConfig, Trainer


def with_runs(app: AppTest) -> AppTest:
    """The page, with two runs that are kept: a and b."""
    database = open_database()
    for name in ("a", "b"):
        config = TrainConfig(dataset="digits", iterations=60, hidden_size=10)
        keep(database, name, Trainer(load_dataset("digits"), [config]), names=[f"run {name}"])
    app.session_state[table_key(list_runs(database))] = {
        "selection": {"rows": [0, 1], "columns": [], "cells": []}
    }
    database.dispose()
    app.switch_page("pages/library/runs.py").run()
    assert not app.exception
    return app


def test_runs_are_taken_along_and_brought_back(app: AppTest) -> None:
    app = with_runs(app)
    assert "Files (ZIP)" in [button.proto.label for button in app.get("download_button")]
    assert app.get("file_uploader")[0].proto.label == "A run.npz, or a ZIP of exported runs"


def test_a_link_has_what_was_searched_for(app: AppTest) -> None:
    app.query_params.update(runs_search="run a", runs_verdict="nonsense")
    app = with_runs(app)
    assert list(app.dataframe[0].value["name"]) == ["run a"]
    (said,) = [warning.value for warning in app.warning]
    assert "runs_verdict=nonsense" in said
    assert "Any verdict is used" in said
