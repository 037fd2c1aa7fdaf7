"""The graph page's controls: which example, and its inputs."""

import streamlit as st

from bp.app.components.controls.link import read_former_name
from bp.app.components.controls.widgets import data_menu, in_the_address, segments
from bp.app.components.data import dataset_or_stop
from bp.app.graph.keys import as_key
from bp.app.graph.network import fresh_pass
from bp.data import SCALINGS
from bp.graph.examples import SHOPPING_INPUTS, apples, apples_and_oranges
from bp.graph.nodes import GraphPass, pass_through
from bp.nn import ACTIVATIONS
from bp.training.config import label

FORMER_NAMES = {"ReLU and Sigmoid": "Activations"}  # of examples, in links
LARGEST = 1e100  # of an input: a product of three is still a number
BATCH, HIDDEN = (1, 20), (1, 50)
INPUT_WIDTH = 160  # pixels


def example_control(examples: list[str]) -> str:
    """Which of the examples to show."""
    read_former_name("graph_example", FORMER_NAMES)
    return segments(
        "Example", examples, examples[0], hidden=True, **in_the_address("graph_example")
    )


def apples_pass() -> GraphPass:
    """The inputs of the first example as controls, and what they give."""
    return pass_through(apples(), _shopping_inputs("apple", "apple number", "tax"))


def apples_and_oranges_pass() -> GraphPass:
    """The inputs of the second example as controls, and what they give."""
    return pass_through(apples_and_oranges(), _shopping_inputs(*SHOPPING_INPUTS))


def network_pass() -> GraphPass:
    """Data, pixels, activation and sizes as controls, and a pass through such a network."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="graph_inputs"):
        name = data_menu(width=INPUT_WIDTH, **in_the_address("graph_dataset"))
        scaling = segments(
            label("scaling"), list(SCALINGS), "unit", **in_the_address("graph_scaling")
        )
        activation = segments(
            label("activation"), list(ACTIVATIONS), "relu", **in_the_address("graph_activation")
        )
        batch = _size(label("batch_size"), "graph_batch", BATCH, 5)
        hidden = _size(label("hidden_size"), "graph_hidden", HIDDEN, 50)
    return fresh_pass(dataset_or_stop(name), scaling, activation, batch, hidden)


def _shopping_inputs(*names: str) -> dict[str, float]:
    with st.container(horizontal=True, key="graph_inputs"):
        return {name: _amount(name) for name in names}


def _amount(name: str) -> float:
    value: float = st.number_input(
        name.capitalize(),
        -LARGEST,
        LARGEST,
        value=SHOPPING_INPUTS[name],
        step=0.05 if name == "tax" else 1.0,
        format="%.10g",
        help="A factor: 1.1 adds a tenth." if name == "tax" else None,
        width=INPUT_WIDTH,
        **in_the_address(f"graph_{as_key(name)}"),
    )
    return value


def _size(heading: str, key: str, limits: tuple[int, int], default: int) -> int:
    return st.slider(heading, *limits, value=default, width=INPUT_WIDTH, **in_the_address(key))
