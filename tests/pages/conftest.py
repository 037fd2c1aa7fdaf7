"""The app without a browser. Timers do not fire here: each `run` is one frame."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.controls import settings
from bp.app.live import work
from bp.app.live.workspace import WORKSPACE
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread

ROOT = Path(__file__).parents[2]
THREAD = Engine(InOneThread, 1)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app at its first page, with a home of its own."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.setenv("BP_WORKERS", "0")
    # The process's own engine may be another test's, with workers.
    monkeypatch.setattr(work, "engine", lambda: THREAD)
    monkeypatch.setattr(settings, "HEARD", 0)  # here nothing is under way, and hands are fast
    monkeypatch.chdir(ROOT)
    visited = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300)
    yield visited
    if WORKSPACE in visited.session_state:
        visited.session_state[WORKSPACE].pause()
