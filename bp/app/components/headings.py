"""The first line of every page: its name, what one can find out here, and of what."""

import streamlit as st

from bp.app.components.controls.link import NotAllowedError, forget_link, read_link, spell
from bp.app.components.controls.widgets import in_the_address
from bp.app.components.copy_link import copy_link
from bp.app.live.workspace import workspace
from bp.data import Dataset
from bp.nn import ACTIVATIONS
from bp.training import TrainConfig

LARGE = "is_large"  # in the session
LARGE_STYLE = "<style>html { font-size: 18px !important }</style>"  # all sizes are multiples of it


def page_title(title: str, sentence: str, subject: str = "") -> None:
    """The page's name and its sentence; on the right what it is about, if there is something."""
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        with st.container(width="content", gap=None):
            st.subheader(title, anchor=False)
            st.caption(sentence)
        with st.container(horizontal=True, width="content", gap="small", key="right_of_title"):
            if subject:
                st.caption(subject, width="content")
            copy_link()
            _large()
    if notice := workspace().notice:
        with st.container(key="notice"):
            st.info(notice, icon=":material/info:")


def _large() -> None:
    """A switch for a projector: larger text, and charts that grow with it.

    Only the hand and a link move it: where an address lacks it, Streamlit would put it back.
    """
    if LARGE not in st.session_state:
        st.session_state[LARGE] = bool(read_link("large", _on_or_off, "false"))
    st.session_state["large"] = st.session_state[LARGE]
    explanation = "Larger text, for a projector."
    st.toggle("Large", help=explanation, on_change=_take_large, **in_the_address("large"))
    if st.session_state[LARGE]:
        st.html(LARGE_STYLE)
        spell("large", "true")


def _take_large() -> None:
    st.session_state[LARGE] = st.session_state["large"]
    forget_link("large")


def _on_or_off(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise NotAllowedError("true or false")
    return text.lower() == "true"


def architecture(dataset: Dataset, config: TrainConfig) -> str:
    """The network in one line: "784–50–10 · ReLU · 39,760 parameters"."""
    name = ACTIVATIONS[config.activation].label
    sizes = f"{dataset.features}–{config.hidden_size}–{dataset.num_classes}"
    return f"{sizes} · {name} · {parameter_count(dataset, config):,} parameters"


def parameter_count(dataset: Dataset, config: TrainConfig) -> int:
    """How many weights and biases the network of a config has."""
    first = (dataset.features + 1) * config.hidden_size
    return first + (config.hidden_size + 1) * dataset.num_classes
