"""The graph page's controls: which example, its inputs, and the step."""

from functools import partial

import streamlit as st

from bp.app.data import dataset_or_stop
from bp.app.graph_network import fresh_pass
from bp.data import DATASETS, SCALINGS
from bp.nn import ACTIVATIONS
from bp.nn.graph import GraphPass, pass_through
from bp.nn.graph_examples import SHOPPING_INPUTS, apples, apples_and_oranges

LARGEST = 1e9  # of an input: no product of three comes near what a number can hold
BATCH, HIDDEN = (1, 20), (1, 50)
STEP = "graph_step"
STEP_WIDTH = 300  # pixels
INPUT_WIDTH = 160
THIS_STEP = "this step"


def example_control(examples: list[str]) -> str:
    """Which of the examples to show."""
    chosen: str = st.segmented_control(
        "Example",
        examples,
        default=examples[0],
        required=True,
        key="graph_example",
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    return chosen


def apples_pass() -> GraphPass:
    """The inputs of the first example as controls, and what they give."""
    return pass_through(apples(), _shopping_inputs("apple", "apple number", "tax"))


def apples_and_oranges_pass() -> GraphPass:
    """The inputs of the second example as controls, and what they give."""
    return pass_through(apples_and_oranges(), _shopping_inputs(*SHOPPING_INPUTS))


def network_pass() -> GraphPass:
    """Data, pixels, activation and sizes as controls, and a pass through such a network."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="graph_inputs"):
        name = st.selectbox(
            "Data",
            list(DATASETS),
            key="graph_dataset",
            width=INPUT_WIDTH,
            bind="query-params",
            persist_state="session",
        )
        scaling = _choice("Pixels", "graph_scaling", list(SCALINGS), "unit")
        activation = _choice("Activation", "graph_activation", list(ACTIVATIONS), "relu")
        batch = _size("Batch size", "graph_batch", BATCH, 5)
        hidden = _size("Hidden size", "graph_hidden", HIDDEN, 50)
    return fresh_pass(dataset_or_stop(name), scaling, activation, batch, hidden)


def step_controls(record: GraphPass) -> int:
    """Buttons and a slider that move each other; return how many steps are done."""
    last = len(record.steps)
    with st.container(horizontal=True, vertical_alignment="center", key="graph_steps"):
        buttons = st.container(horizontal=True, gap="small", width="content")
        now = st.slider(
            "Step",
            0,
            last,
            value=last,
            format=f"%d of {last}",
            key=STEP,
            width=STEP_WIDTH,
            label_visibility="collapsed",
            bind="query-params",
        )
    with buttons:
        _step_button("None", "none", "first_page", 0, now)
        _step_button("Back", "back", "chevron_left", max(now - 1, 0), now)
        _step_button("Next", "next", "chevron_right", min(now + 1, last), now)
        _step_button("All", "all", "last_page", last, now)
    return now


def layer_control(record: GraphPass) -> str | None:
    """The layer whose whole code to show; None is the one of the step at hand, its part only."""
    kinds = dict.fromkeys(type(node.layer).__name__ for node in record.nodes)
    chosen: str = st.segmented_control(
        "Code",
        [THIS_STEP, *kinds],
        default=THIS_STEP,
        required=True,
        key="graph_layer",
        label_visibility="collapsed",
    )
    return None if chosen == THIS_STEP else chosen


def _step_button(label: str, key: str, icon: str, target: int, now: int) -> None:
    st.button(
        label,
        key=f"graph_{key}",
        icon=f":material/{icon}:",
        on_click=partial(_go_to, target),
        disabled=target == now,
    )


def _go_to(step: int) -> None:
    st.session_state[STEP] = step


def _shopping_inputs(*names: str) -> dict[str, float]:
    with st.container(horizontal=True, key="graph_inputs"):
        return {name: _amount(name) for name in names}


def _amount(name: str) -> float:
    value: float | None = st.number_input(
        name.capitalize(),
        -LARGEST,
        LARGEST,
        value=SHOPPING_INPUTS[name],
        step=0.05 if name == "tax" else 1.0,
        format="%.10g",
        key=f"graph_{name.replace(' ', '_')}",
        help="A factor: 1.1 adds a tenth." if name == "tax" else None,
        width=INPUT_WIDTH,
        bind="query-params",
        persist_state="session",
    )
    if value is None:
        st.error(f"{name.capitalize()} is empty: type a number.", icon=":material/error:")
        st.stop()
    return value


def _choice(label: str, key: str, options: list[str], default: str) -> str:
    chosen: str = st.segmented_control(
        label,
        options,
        default=default,
        required=True,
        key=key,
        bind="query-params",
        persist_state="session",
    )
    return chosen


def _size(label: str, key: str, limits: tuple[int, int], default: int) -> int:
    return st.slider(
        label,
        *limits,
        value=default,
        key=key,
        width=INPUT_WIDTH,
        bind="query-params",
        persist_state="session",
    )
