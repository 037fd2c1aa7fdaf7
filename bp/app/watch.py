"""Showing a training while it goes on: the loop of a live page."""

from collections.abc import Callable

import streamlit as st

from bp.app.live import FRAME, LiveTraining
from bp.training import Trainer


def watch(live: LiveTraining, show: Callable[[Trainer, bool], None]) -> None:
    """Call `show(trainer, running)`, wait for a slice, and begin again while it runs.

    Draw first: what is still on its way to the browser when the next run starts is lost. At the
    end the whole page runs once more, so that its buttons know. At rest it is a part of the page
    like any other: a row that is chosen there changes what stands below.
    """
    turn = live.take_over()

    def frame() -> None:
        was_running = live.running
        with live.at_rest() as trainer:
            show(trainer, was_running)
        live.go_on(turn)
        if was_running and not live.running:
            st.rerun()

    (st.fragment(frame, run_every=FRAME) if live.running else frame)()
