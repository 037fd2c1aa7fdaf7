"""Visitors without a browser: a session, its address, and what the server keeps of it."""

from types import SimpleNamespace

import pytest

from bp.app.live import workspace as workspace_module
from bp.app.live.run_cache import RunCache
from bp.app.live.training import LiveTraining
from bp.app.live.workspace import Workspace, open_workspace, workspace
from bp.training import Trainer
from tests.training.examples import BLOBS, config


class Visits:
    """Sessions that come and go; one of them runs its scripts at a time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cache: RunCache) -> None:
        self._monkeypatch, self.cache = monkeypatch, cache
        self.connected: set[str] = set()
        self._sessions = 0
        self.visitor = "a browser"
        monkeypatch.setattr(workspace_module, "run_cache", lambda: cache)
        monkeypatch.setattr(workspace_module, "session_id", lambda: self.now)
        monkeypatch.setattr(workspace_module, "visitor", lambda: self.visitor)
        monkeypatch.setattr(workspace_module, "is_connected", lambda name: name in self.connected)
        self.open()

    def open(self, address: dict[str, str] | None = None) -> Workspace:
        """A new session at this address, which runs its first script."""
        self._sessions += 1
        self.now = f"session {self._sessions}"
        self.connected.add(self.now)
        self.address = dict(address or {})
        state: dict[str, object] = {}
        streamlit = SimpleNamespace(session_state=state, query_params=self.address)
        self._monkeypatch.setattr(workspace_module, "st", streamlit)
        return self.run()

    def run(self) -> Workspace:
        """The script runs again."""
        open_workspace()
        return workspace()

    def refresh(self) -> Workspace:
        """The browser lets the session go and comes back to the same address."""
        self.connected.discard(self.now)
        return self.open(self.address)


def training(iterations: int = 0) -> LiveTraining:
    live = LiveTraining(Trainer(BLOBS, [config()]))
    if iterations:
        live.advance(iterations)
    return live
