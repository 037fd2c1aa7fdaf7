from pathlib import Path

import pytest

from bp.data import catalogue


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test, and a catalogue that has loaded nothing."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.setattr(catalogue, "_loaded", {})
    return tmp_path
