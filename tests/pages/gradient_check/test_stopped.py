"""A check that is stopped, and goes on."""

from collections.abc import Iterator
from threading import Semaphore

import pytest
from streamlit.testing.v1 import AppTest

from bp.gradient_check import GradientCheck
from bp.parallel.engine import Engine
from tests.pages.at_hand import progress
from tests.pages.gradient_check.page import (
    done,
    settled,
)
from tests.parallel.engines import until


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[Semaphore]:
    """A check that is slow: a piece a slice, and one for each permit."""
    permits, step = Semaphore(0), GradientCheck._step

    def one_piece(check: GradientCheck) -> None:
        permits.acquire()
        step(check)

    monkeypatch.setattr(GradientCheck, "_step", one_piece)
    monkeypatch.setattr(Engine, "slice_seconds", lambda *_: 0.0)
    yield permits
    permits.release(1_000_000)  # nothing is left to wait for ever


def test_stopped_and_gone_on(page: AppTest, pieces: Semaphore) -> None:
    pieces.release(2)
    page.run()
    until(lambda: done(page) > 10)  # the small arrays come first
    page.button("check_stop").click().run()
    stopped = done(page)
    assert 0 < stopped < 39_760
    page.run()
    assert done(page) == stopped
    assert "stopped" in progress(page)
    assert page.button("check_go").label == "Go on"
    pieces.release(1_000_000)
    page.button("check_go").click()
    settled(page)
    assert progress(page).startswith("39,760 of 39,760 parameters")
