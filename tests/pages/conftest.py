"""The app without a browser. Timers do not fire here: each `run` is one frame."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app at its first page, with a home of its own."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.setenv("BP_WORKERS", "0")
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=60)
