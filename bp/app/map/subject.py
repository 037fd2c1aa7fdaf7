"""What the page maps: hyperparameters as on Train, or the boundary of one small network."""

import streamlit as st

from bp.app.components.controls.link import NotAllowedError, forget_link, read_link, spell
from bp.app.components.controls.widgets import in_the_address, segments

KEY = "map_of"
CHOSEN = "map_subject"  # in the session
HYPERPARAMETERS, BOUNDARY = "hyperparameters", "boundary"
SUBJECTS = {
    HYPERPARAMETERS: "Hyperparameters",
    BOUNDARY: "The boundary, closer and closer",
}
EXPLAINED = {
    HYPERPARAMETERS: "Any two settings of the network on Train, coloured by verdict.",
    BOUNDARY: "One learning rate for each layer of a tiny network, and zooms into the boundary.",
}


def subject() -> str:
    """Draw the choice, and return what was chosen: HYPERPARAMETERS or BOUNDARY.

    Only the hand and a link move it: where an address lacks it, Streamlit would put it back.
    """
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = read_link(KEY, _known, HYPERPARAMETERS) or HYPERPARAMETERS
    st.session_state[KEY] = st.session_state[CHOSEN]
    segments(
        "Map of",
        EXPLAINED,
        HYPERPARAMETERS,
        hidden=True,
        format_func=SUBJECTS.__getitem__,
        on_change=_take,
        **in_the_address(KEY),
    )
    chosen: str = st.session_state[CHOSEN]
    if chosen != HYPERPARAMETERS:
        spell(KEY, chosen)
    return chosen


def choose(name: str) -> None:
    """Have the page map this from now on; only from another page, or a callback."""
    st.session_state[CHOSEN] = name
    forget_link(KEY)


def _take() -> None:
    choose(st.session_state[KEY])


def _known(text: str) -> str:
    if text not in SUBJECTS:
        raise NotAllowedError(f"one of {', '.join(SUBJECTS)}")
    return text
