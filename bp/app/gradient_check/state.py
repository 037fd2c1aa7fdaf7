"""The one gradient check of a session: begun as soon as the controls ask for another."""

import streamlit as st

from bp.app.gradient_check.run import CheckRun, LiveCheck
from bp.app.gradient_check.settings import CheckSettings
from bp.data import Dataset

CURRENT = "check_live"


def check_for(settings: CheckSettings, dataset: Dataset) -> LiveCheck:
    """The check that the controls ask for. A new one has its first slice done, often all."""
    live: LiveCheck | None = st.session_state.get(CURRENT)
    if live is None or live.run.settings != settings or live.run.trainer.dataset is not dataset:
        return begin(CheckRun(settings, dataset))
    return live


def begin(run: CheckRun) -> LiveCheck:
    """Put `run` in the place of the check before, and do its first slice."""
    before: LiveCheck | None = st.session_state.get(CURRENT)
    if before is not None:
        before.stop()
    live = st.session_state[CURRENT] = LiveCheck(run)
    live.advance_slice(live.take_over())
    return live


def check_again() -> None:
    """Start over; where only a sample is checked, with another sample."""
    run: CheckRun = st.session_state[CURRENT].run
    begin(CheckRun(run.settings, run.trainer.dataset, run.draw + 1))
