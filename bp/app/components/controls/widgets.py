"""The widgets that pages share, whatever they ask for and wherever the answer is kept."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from bp.data import DATASETS
from bp.training.config import label


def in_the_address(key: str) -> dict[str, Any]:
    """For a widget whose value stands in the address: its keyword arguments."""
    return {"key": key, "bind": "query-params", "persist_state": "session"}


def segments(
    label: str, options: Collection[str], default: str, *, hidden: bool = False, **given: Any
) -> str:
    """A few words side by side, one of them chosen; its explanation as a tooltip.

    `options` are the words, or the words with a sentence each. `hidden` leaves the label to
    screen readers; what else is `given` goes to the widget, its key at least.
    """
    if isinstance(options, Mapping):
        given.setdefault("help", as_list(options))
    chosen: str = st.segmented_control(
        label,
        list(options),
        default=default,
        required=True,
        label_visibility="collapsed" if hidden else "visible",
        **given,
    )
    return chosen


def data_menu(**given: Any) -> str:
    """The named data sets, each with its description in the tooltip; returns the chosen name."""
    descriptions = {name: source.description for name, source in DATASETS.items()}
    name: str = st.selectbox(label("dataset"), list(DATASETS), help=as_list(descriptions), **given)
    return name


def as_list(explained: Mapping[str, str]) -> str:
    """The explanations as a list for a tooltip."""
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
