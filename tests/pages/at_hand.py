"""What a page has in training, and waiting for it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from bp.app.live.page_trainings import PageTrainings
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork
from bp.app.live.workspace import WORKSPACE

PATIENCE = 300  # seconds: others may have the processor, and only a failure waits


def page_trainings(app: AppTest, slot: str) -> PageTrainings:
    """The trainings of a page."""
    found: PageTrainings = app.session_state[WORKSPACE].page(slot)
    return found


def at_hand(app: AppTest, slot: str) -> LiveTraining:
    """The training that a page shows."""
    live = page_trainings(app, slot).current
    assert live is not None
    return live


def trained(app: AppTest, slot: str, iterations: int) -> LiveTraining:
    """The training that a page shows, after so many steps more."""
    at_hand(app, slot).advance(iterations)
    app.run()
    assert not app.exception
    return at_hand(app, slot)


def finished(app: AppTest, live: LiveWork[Any]) -> None:
    """Wait until it no longer runs, and draw the page."""
    assert live.wait(PATIENCE)
    app.run()
    assert not app.exception


def progress(app: AppTest) -> str:
    """What stands above its first bar."""
    text: str = app.get("progress")[0].proto.text
    return text


def alternatives(app: AppTest) -> list[str]:
    """What a screen reader says of its charts."""
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]
