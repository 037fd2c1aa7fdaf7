"""What a page has in training, and waiting for it."""

from streamlit.testing.v1 import AppTest

from bp.app.live import LiveTraining
from bp.app.workspace import WORKSPACE, Slot

PATIENCE = 60  # seconds


def slot(app: AppTest, desk: str) -> Slot:
    """The trainings of a page."""
    found: Slot = app.session_state[WORKSPACE].slot(desk)
    return found


def at_hand(app: AppTest, desk: str) -> LiveTraining:
    """The training that a page shows."""
    live = slot(app, desk).current
    assert live is not None
    return live


def finished(app: AppTest, live: LiveTraining) -> None:
    """Wait until it no longer runs, and draw the page."""
    assert live.wait(PATIENCE)
    app.run()
    assert not app.exception
