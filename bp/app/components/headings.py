"""The first line of every page: its name, what one can find out here, and of what."""

import streamlit as st

from bp.app.live.training import LiveTraining
from bp.app.live.workspace import workspace


def page_title(title: str, sentence: str, subject: str = "") -> None:
    """The page's name and its sentence; on the right what it is about, if there is something."""
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        with st.container(width="content", gap=None):
            st.subheader(title, anchor=False)
            st.caption(sentence)
        if subject:
            st.caption(subject, width="content")
    if notice := workspace().notice:
        with st.container(key="notice"):
            st.info(notice, icon=":material/info:")


def architecture(live: LiveTraining) -> str:
    """The network in training in one line: "784–50–10 · ReLU · 39,760 parameters"."""
    network = live.trainer.networks[0]
    inputs, hidden = network.params["W1"].shape
    count = sum(array.size for array in network.params.values())
    name = {"relu": "ReLU"}.get(network.activation, network.activation)
    return f"{inputs}–{hidden}–{len(network.params['b2'])} · {name} · {count:,} parameters"
