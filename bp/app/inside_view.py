"""What the page on a network's inside shows of it: one view at a time."""

from collections.abc import Callable

import streamlit as st

from bp.app.controls import IN_THE_ADDRESS
from bp.app.inside import Subject
from bp.app.inside_curvature import curvature_view
from bp.app.inside_drawing import drawing_view
from bp.app.inside_mistakes import mistakes_view
from bp.app.inside_weights import weights_view
from bp.insight.wording import percent

VIEWS: dict[str, Callable[[Subject], None]] = {
    "Weights": weights_view,
    "Mistakes": mistakes_view,
    "Draw a digit": drawing_view,
    "Curvature": curvature_view,
}


def view_control() -> str:
    """What to look at."""
    view: str = st.segmented_control(
        "Look at",
        list(VIEWS),
        default="Weights",
        required=True,
        key="inside_view",
        label_visibility="collapsed",
        **IN_THE_ADDRESS,
    )
    return view


def inside_view(subject: Subject, view: str) -> None:
    """Show the view, unless the run has left the numbers."""
    if not subject.finite:
        st.warning(
            "The weights of this run are no longer numbers: it has diverged, and there is nothing "
            "left to see. Train one with a lower learning rate.",
            icon=":material/warning:",
        )
        return
    VIEWS[view](subject)


def summary(subject: Subject | None) -> str:
    """The network in one line: "784–50–10 · ReLU · test accuracy 91.0 %"."""
    if subject is None:
        return ""
    inputs, hidden = subject.network.params["W1"].shape
    name = {"relu": "ReLU"}.get(subject.network.activation, subject.network.activation)
    shape = f"{inputs}–{hidden}–{len(subject.dataset.classes)} · {name}"
    last = subject.history.last
    return f"{shape} · test accuracy {percent(last.test_accuracy)}" if last else shape
