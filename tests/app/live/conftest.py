"""What the tests of the app share."""

import pytest

from bp.app.live import work as live_module
from bp.app.live.run_cache import RunCache
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from tests.app.live.visits import Visits


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Visits:
    """A server with one visitor, that trains in a thread."""
    engine = Engine(InOneThread, 1)
    monkeypatch.setattr(live_module, "engine", lambda: engine)
    return Visits(monkeypatch, RunCache())
