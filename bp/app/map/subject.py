"""What the page maps: hyperparameters as on Train, or the boundary of one small network."""

import streamlit as st

from bp.app.components.controls.link import NotAllowedError
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import segments

KEY = "map_of"
SETTINGS = Settings(KEY)
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
    """Draw the choice, and return what was chosen: HYPERPARAMETERS or BOUNDARY."""
    with SETTINGS.drawn({KEY: HYPERPARAMETERS}), st.container():
        bound = SETTINGS.bound(KEY, _known)
        segments("Map of", EXPLAINED, HYPERPARAMETERS, format_func=SUBJECTS.__getitem__, **bound)
    chosen: str = SETTINGS.values[KEY]
    return chosen


def _known(text: str) -> str:
    if text not in SUBJECTS:
        raise NotAllowedError(f"one of {', '.join(SUBJECTS)}")
    return text
