"""The boundary of trainability as a page of its own, asked for something small."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.boundary.state import PAGE, LiveMap, Zooms
from bp.app.components.controls import settings
from bp.app.live import work
from bp.app.live.workspace import WORKSPACE
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from tests.pages.at_hand import finished

THREAD = Engine(InOneThread, 1)


def script() -> None:
    from bp.app.boundary.view import boundary_view
    from bp.app.live.workspace import open_workspace

    open_workspace()
    boundary_view()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The view alone, of a small map."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.setattr(work, "engine", lambda: THREAD)
    monkeypatch.setattr(settings, "HEARD", 0)
    app = AppTest.from_function(script, default_timeout=300)
    app.query_params["boundary_side"] = "32"
    app.query_params["boundary_steps"] = "50"
    app.run()
    assert not app.exception
    yield app
    app.session_state[WORKSPACE].pause()


def live(page: AppTest) -> LiveMap:
    found: LiveMap = page.session_state[WORKSPACE].others[PAGE]
    return found


def zooms(page: AppTest) -> Zooms:
    found: Zooms = page.session_state[WORKSPACE].notes[PAGE]
    return found


def drawn(page: AppTest, button: str = "boundary_draw") -> AppTest:
    page.button(button).click().run()
    finished(page, live(page))
    return page
