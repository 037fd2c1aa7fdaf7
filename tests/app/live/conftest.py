"""What the tests of the app share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bp.app.live import page_trainings, slot
from bp.app.live import work as live_module
from bp.app.live import workspace as workspace_module
from bp.app.live.keeper import Keeper
from bp.app.live.run_cache import RunCache
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from tests.app.live.visits import Visits


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    """What keeps this server's trainings, in a home of its own."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.delenv("BP_DATABASE_URL", raising=False)
    own = Keeper()
    for module in (slot, workspace_module, page_trainings):
        monkeypatch.setattr(module, "keeper", lambda: own)
    yield own
    own.close()


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch, keeper: Keeper) -> Visits:  # noqa: ARG001
    """A server with one visitor, that trains in a thread."""
    engine = Engine(InOneThread, 1)
    monkeypatch.setattr(live_module, "engine", lambda: engine)
    return Visits(monkeypatch, RunCache())
