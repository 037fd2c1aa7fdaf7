"""Showing work while it goes on: the loop of a live page."""

from collections.abc import Callable

import streamlit as st

from bp.app.live.connection import run_again
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork, Work
from bp.app.live.workspace import workspace

FRAME = 0.16  # seconds that the browser waits before it asks for the next frame
SECONDS_A_RUN = 0.004  # more for each run that is drawn


def watch(
    live: LiveWork[Work], show: Callable[[Work, bool], None], every: float | None = None
) -> None:
    """Call `show(work, running)`, again and again while it runs.

    A frame only draws: the server trains, whoever looks. At the end the whole page runs once more,
    so that its buttons know; even where the end came after they were drawn. At rest it is a part of
    the page like any other: a row that is chosen there changes what stands below.
    """

    if not live.running and live not in workspace().seen_running:
        show(live.snapshot(), False)
        return
    if every is None:
        runs = len(live.configs) if isinstance(live, LiveTraining) else 1
        every = FRAME + SECONDS_A_RUN * (runs - 1)

    @st.fragment(run_every=every)
    def frame() -> None:
        show(live.snapshot(), True)
        if not live.running:
            run_again()

    frame()
