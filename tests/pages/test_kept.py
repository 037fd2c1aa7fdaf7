"""The Runs page: maps and gradient checks are found, opened as they were, deleted, brought back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from bp.app.gradient_check.run import CheckRun
from bp.app.gradient_check.settings import LEARNING_RATES, CheckSettings
from bp.app.live.keeper import keeper
from bp.app.live.workspace import WORKSPACE
from bp.app.map.live import LiveMap, keep
from bp.app.runs.others import table_key
from bp.data import load_dataset
from bp.search.boundary import Boundary, BoundaryConfig, Region
from bp.search.space import Space, SpaceSweep
from bp.store import count_checks, list_checks, list_maps, open_database
from bp.store.checks import keep_check
from bp.store.maps import keep_map
from bp.store.tables import CHECKS
from bp.training import TrainConfig
from tests.pages.at_hand import progress

DIGITS = TrainConfig(dataset="digits", iterations=20, hidden_size=4)
AS_THE_PAGE_ASKS = replace(DIGITS, iterations=1, learning_rate=LEARNING_RATES["unit"])
ASKED = CheckSettings(AS_THE_PAGE_ASKS, samples=2, h=1e-5, mistake="w2-doubled")


@pytest.fixture
def database(app: AppTest) -> Iterator[Engine]:  # noqa: ARG001  # it has the home
    opened = open_database()
    yield opened
    opened.dispose()


def at(app: AppTest, kind: str) -> AppTest:
    app.switch_page("pages/library/runs.py")
    app.query_params["kept_kind"] = kind
    app.run()
    assert not app.exception
    return app


def choose(app: AppTest, found: Sequence[Any]) -> AppTest:
    """Choose the first row, as a click in the table does."""
    app.session_state[table_key(found)] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    app = button.click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("kind", "one"), [("Maps", "map"), ("Gradient checks", "gradient check")])
def test_nothing_is_kept_yet(app: AppTest, kind: str, one: str) -> None:
    at(app, kind)
    assert app.info[0].value.startswith(f"No {one} is kept yet.")


def test_a_check_is_opened_as_it_was(app: AppTest, database: Engine) -> None:
    keep_check(database, CheckRun(ASKED, load_dataset("digits")))
    at(app, "Gradient checks")
    (row,) = app.dataframe[0].value.to_dict("records")
    assert row["Mistake"] == "dW2 doubled"
    assert row["Hidden size"] == 4
    choose(app, list_checks(database))
    press(app, "Open on Gradient check")
    live = app.session_state[WORKSPACE].others["gradient_check"]
    assert live.wait(300)
    app.run()
    assert not app.exception
    assert live is app.session_state[WORKSPACE].others["gradient_check"]  # the controls ask for it
    assert live.work.settings == ASKED
    assert keeper().is_saved(live, 300)
    (kept,) = list_checks(database)  # the same settings: the same row
    assert (kept.status, kept.headline) == ("finished", live.work.headline)
    assert kept.found["done"] == kept.found["total"] > 0
    press(app.switch_page("pages/understand/gradient_check.py").run(), "Check again")
    again = app.session_state[WORKSPACE].others["gradient_check"]
    assert again is not live
    assert again.wait(60)
    assert keeper().is_saved(again, 60)
    assert [each.id for each in list_checks(database)] == [kept.id]


def test_another_sample_is_another_check(app: AppTest, database: Engine) -> None:
    drawn = replace(ASKED, entries=5, h=1.23456789e-5)  # the field says every digit
    for sample in (0, 1):
        asked = replace(drawn, sample=sample)
        keep_check(database, CheckRun(asked, load_dataset("digits")), begun=sample + 1.0)
    at(app, "Gradient checks")
    choose(app, list_checks(database))
    press(app, "Open on Gradient check")
    live = app.session_state[WORKSPACE].others["gradient_check"]
    assert live.work.settings == replace(drawn, sample=1)
    assert live.wait(60)
    assert keeper().is_saved(live, 60)
    assert len(list_checks(database)) == 2


def test_a_map_is_opened_deleted_and_brought_back(app: AppTest, database: Engine) -> None:
    space = Space(DIGITS, (("learning_rate", "0.1, 1"), ("hidden_size", "2, 3")))
    live = keep(LiveMap(SpaceSweep(load_dataset("digits"), space)))
    live.advance(10**6)
    assert keeper().is_saved(live, 300)
    app.run()
    app.switch_page("pages/explore/map.py")
    app.query_params["map_of"] = "boundary"  # there it comes back to the other subject
    at(app.run(), "Maps")
    (row,) = app.dataframe[0].value.to_dict("records")
    assert row["Varied"] == "learning rate: 0.1, 1 · hidden size: 2, 3"
    assert row["Runs done"] == "4 of 4"
    choose(app, list_maps(database))
    press(app, "Delete")
    assert app.info[0].value.startswith("No map is kept yet.")
    press(app, "Undo")
    choose(app, list_maps(database))
    press(app, "Open on Map")
    assert progress(app) == "4 of 4 runs · done"
    assert app.session_state[WORKSPACE].maps[-1].work.rows == live.work.rows


def test_a_map_of_the_boundary_is_opened(app: AppTest, database: Engine) -> None:
    config = BoundaryConfig(Region(-1, 1, -1, 1), "relu", resolution=32, steps=50)
    drawn = Boundary(config)
    drawn.train()
    keep_map(database, "b", None, drawn.description, drawn.rows, status="finished")
    at(app, "Maps")
    (row,) = app.dataframe[0].value.to_dict("records")
    rates = "learning rate of W1 from 0.1 to 10, of W2 from 0.1 to 10"
    assert row["Varied"] == f"boundary: {rates} · relu"
    assert row["Runs done"] == "1,024 of 1,024"
    for text in ("boundary: learning rate of W1", "relu", "tanh"):
        app.text_input("kept_search").input(text).run()
        assert bool(app.dataframe) == (text != "tanh")
    app.text_input("kept_search").input("").run()
    choose(app, list_maps(database))
    press(app, "Open on Map")
    assert progress(app) == "1,024 of 1,024 runs · done"
    live = app.session_state[WORKSPACE].others["boundary"]
    assert live.work.config == config
    np.testing.assert_array_equal(live.work.image, drawn.image)
    assert app.button("boundary_draw").disabled  # the controls ask for it


def test_a_check_of_other_data_is_not_done_again(app: AppTest, database: Engine) -> None:
    keep_check(database, CheckRun(ASKED, load_dataset("digits")))
    with database.begin() as connection:
        connection.execute(update(CHECKS).values(digest="other"))
    at(app, "Gradient checks")
    choose(app, list_checks(database))
    press(app, "Open on Gradient check")
    assert "digits holds other images now than it did then" in app.warning[0].value
    assert count_checks(database) == 1


def test_one_that_cannot_be_read_is_said_to_be(app: AppTest, database: Engine) -> None:
    keep_check(database, CheckRun(ASKED, load_dataset("digits")))
    with database.begin() as connection:
        damaged = {"config": {"nonsense": 1}, "h": 1.0, "precision": "?", "samples": 1}
        connection.execute(update(CHECKS).values(settings=damaged))
    at(app, "Gradient checks")
    choose(app, list_checks(database))
    press(app, "Open on Gradient check")
    assert "cannot be read" in app.warning[0].value
