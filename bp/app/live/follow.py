"""Showing a training while it goes on, without a run of the script for each frame."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from bp.app.live.connection import run_again
from bp.app.live.frames import PATH, Frame, source
from bp.app.live.training import LiveTraining
from bp.app.live.workspace import workspace
from bp.training import Trainer

EVERY = 180  # milliseconds from one look for news to the next, at least

_component = st.components.v2.component(
    "follow", js=Path(__file__).with_suffix(".js").read_text(), isolate_styles=False
)


def follow(
    live: LiveTraining,
    frame: Callable[[Trainer, bool], Frame],
    show: Callable[[Frame], None],
) -> None:
    """Draw `frame(trainer, running)` with `show(frame)`, and let its figures move.

    While it trains, follow.js writes the figures of later frames into what `show` has drawn: into
    the bar, the metrics, the charts and the verdict's sentence, in the order of the page. Where
    a frame has another form, and at the end, the script runs once more.

    What rests and what moves have places of their own, so that the browser never takes an element
    that was written into for one that it knows.
    """
    resting, moving = st.container(), st.container(key="moving")
    if not live.running and live not in workspace().seen_running:
        with resting:
            show(frame(live.snapshot(), False))
        return
    with moving:
        drawn = frame(live.snapshot(), True)
        show(drawn)
        offered = source()
        offered.offer(live, lambda trainer: frame(trainer, True))
        told = {"path": f"{PATH}/{offered.token}", "every": EVERY, "form": drawn.form}
        _component(key="follow", data=told, on_changed_change=lambda: None)
    if not live.running:  # it ended after the buttons were drawn
        run_again()
