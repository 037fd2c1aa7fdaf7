"""One node at a time: the buttons and the slider of a pass, and the layer whose code is shown."""

from functools import partial

import streamlit as st

from bp.app.components.controls.widgets import segments
from bp.app.graph.keys import as_key
from bp.graph.nodes import GraphPass

STEP_WIDTH = 300  # pixels
THIS_STEP = "this step"


def step_controls(example: str, record: GraphPass) -> int:
    """Buttons and a slider that move each other; return how many steps are done.

    Each example keeps a step of its own.
    """
    last, key = len(record.steps), f"graph_step_{as_key(example)}"
    with st.container(horizontal=True, vertical_alignment="center", key="graph_steps"):
        buttons = st.container(horizontal=True, gap="small", width="content")
        now = st.slider(
            "Step",
            0,
            last,
            value=1,
            format=f"%d of {last}",
            key=key,
            width=STEP_WIDTH,
            label_visibility="collapsed",
            bind="query-params",
        )
    with buttons:
        _step_button("None", "first_page", key, 0, now)
        _step_button("Back", "chevron_left", key, max(now - 1, 0), now)
        _step_button("Next", "chevron_right", key, min(now + 1, last), now)
        _step_button("All", "last_page", key, last, now)
    return now


def layer_control(record: GraphPass) -> str | None:
    """The layer whose whole code to show; None is the one of the step at hand, its part only."""
    kinds = dict.fromkeys(type(node.layer).__name__ for node in record.nodes)
    chosen = segments("Code", [THIS_STEP, *kinds], THIS_STEP, hidden=True, key="graph_layer")
    return None if chosen == THIS_STEP else chosen


def _step_button(label: str, icon: str, slider: str, target: int, now: int) -> None:
    st.button(
        label,
        key=f"graph_{as_key(label)}",
        icon=f":material/{icon}:",
        on_click=partial(_go_to, slider, target),
        disabled=target == now,
    )


def _go_to(slider: str, step: int) -> None:
    st.session_state[slider] = step
