"""Maps of the boundary outlive the server."""

import numpy as np
import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from bp.app.boundary.state import PAGE
from bp.app.live.keeper import keeper
from bp.app.live.page_trainings import GONE, NOTES
from bp.app.live.workspace import WORKSPACE, Workspace
from bp.store import open_database
from bp.store.tables import MAPS
from tests.pages.at_hand import finished
from tests.pages.boundary.conftest import drawn, live, script, zooms


def restarted(page: AppTest) -> AppTest:
    """The view in a server that was started again, for who had `page`."""
    page.run()
    again = AppTest.from_function(script, default_timeout=300)
    again.session_state[WORKSPACE] = Workspace("another")
    kept = page.session_state[WORKSPACE].described().get(NOTES, {})
    again.session_state[WORKSPACE].kept_notes = kept
    return again.run()


def test_a_restart_of_the_server_loses_nothing(page: AppTest) -> None:
    drawn(page)
    drawn(page, "boundary_jagged")
    page.button("boundary_open_0").click().run()
    assert keeper().is_saved(live(page), 300)
    again = restarted(page)
    assert not again.exception
    assert again.get("progress")[0].proto.text == "1,024 of 1,024 runs · done"
    assert zooms(again).place == 0
    for ours, theirs in zip(zooms(page).maps, zooms(again).maps, strict=True):
        assert ours.config == theirs.config
        np.testing.assert_array_equal(ours.boundary.image, theirs.boundary.image)


def test_what_ran_when_the_server_ended_goes_on(page: AppTest) -> None:
    page.button("boundary_draw").click().run()
    live(page).pause()
    live(page).advance(1)
    assert keeper().is_saved(live(page), 300)
    with open_database().begin() as connection:
        connection.execute(update(MAPS).values(status="running", alive_until=0.0))
    again = restarted(page)
    finished(again, live(again))
    assert live(again).work.finished


def test_maps_that_are_gone_are_said_to_be(page: AppTest) -> None:
    drawn(page)
    drawn(page, "boundary_jagged")
    assert keeper().is_saved(live(page), 300)
    zooms(page).maps[0].name = "gone"
    again = restarted(page)
    assert not again.exception
    assert [each.config for each in zooms(again).maps] == [live(page).work.config]
    assert again.session_state[WORKSPACE].notice == GONE


def test_where_all_are_gone_the_next_restart_knows_of_none(page: AppTest) -> None:
    drawn(page)
    zooms(page).maps[0].name = "gone"
    again = restarted(restarted(page))
    assert not again.exception
    assert again.info[0].value.startswith("Press **Draw the map**.")


def test_where_the_database_is_away_they_come_later(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(page)
    assert keeper().is_saved(live(page), 300)
    with monkeypatch.context() as away:
        away.setenv("BP_DATABASE_URL", "sqlite:////dev/null/runs.db")
        again = restarted(page)
        assert not again.exception
        assert again.info[0].value.startswith("Press **Draw the map**.")
    again.run()
    assert zooms(again).maps[0].config == live(page).work.config


def test_a_copy_for_another_window_is_a_map_of_its_own_at_rest(page: AppTest) -> None:
    drawn(page)
    zooms(page).maps[0].goes_on = True
    copied = page.session_state[WORKSPACE].copy("another window")
    (ours,), (theirs,) = zooms(page).maps, copied.notes[PAGE].maps
    assert (ours.name == theirs.name, theirs.goes_on) == (False, False)
    np.testing.assert_array_equal(ours.boundary.image, theirs.boundary.image)
    theirs.boundary.image[:] = 0
    assert ours.boundary.image.any()


def test_it_is_said_when_it_is_saved(page: AppTest) -> None:
    drawn(page)
    assert keeper().is_saved(live(page), 300)
    page.run()
    assert any("Runs finds it again" in caption.value for caption in page.caption)
