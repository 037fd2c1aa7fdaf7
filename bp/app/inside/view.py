"""What the page on a network's inside shows of it: one view at a time."""

from collections.abc import Callable

import streamlit as st

from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.components.figures import show_progress
from bp.app.inside.curvature import curvature_view
from bp.app.inside.drawing import drawing_view
from bp.app.inside.mistakes import mistakes_view
from bp.app.inside.state import Candidate, Subject
from bp.app.inside.weights import weights_view
from bp.app.live.watch import watch
from bp.diagnosis.wording import iterations, percent
from bp.nn import ACTIVATIONS
from bp.training import Trainer

LOOK = 0.5  # seconds between two looks at a network in training
CURVATURE = "Curvature"
VIEWS: dict[str, Callable[[Subject], None]] = {
    "Weights": weights_view,
    "Mistakes": mistakes_view,
    "Draw a digit": drawing_view,
    CURVATURE: curvature_view,
}


def view_control() -> str:
    """What to look at."""
    return segments("Look at", list(VIEWS), "Weights", hidden=True, **in_the_address("inside_view"))


def inside_view(candidate: Candidate, view: str) -> None:
    """Show a view of a run, and go on showing it while it trains."""

    def show(trainer: Trainer, running: bool) -> None:
        if running:
            show_progress(trainer, candidate.live, running=True)
        subject = candidate.subject(trainer, running=running)
        st.caption(summary(subject))
        _show(subject, view)

    watch(candidate.live, show, every=LOOK)


def _show(subject: Subject, view: str) -> None:
    """Show the view, unless the run has left the numbers."""
    if not subject.finite:
        st.warning(
            "The weights of this run are no longer numbers: it has diverged, and there is nothing "
            "left to see. Train one with a lower learning rate.",
            icon=":material/warning:",
        )
        return
    if subject.running and view == CURVATURE:
        st.info("The curvature is measured once the training rests.", icon=":material/info:")
        return
    VIEWS[view](subject)


def summary(subject: Subject) -> str:
    """The network in one line: "784–50–10 · ReLU · 410 iterations · test accuracy 91.0 %"."""
    inputs, hidden = subject.network.params["W1"].shape
    name = ACTIVATIONS[subject.network.activation].label
    words = f"{inputs}–{hidden}–{len(subject.dataset.classes)} · {name}"
    words += f" · {iterations(subject.iteration)}"
    last = subject.history.last
    if last is None:
        return words
    when = "" if last.iteration == subject.iteration else f" after {last.iteration:,}"
    return f"{words} · test accuracy {percent(last.test_accuracy)}{when}"
