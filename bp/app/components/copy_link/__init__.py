"""Links to hand on: to the settings of a page, or to a kept result that can only be looked at."""

from pathlib import Path

import streamlit as st

from bp.app.live.workspace import IN_ADDRESS

HERE = Path(__file__).parent
RESULT, KEPT = "result", "kept"  # the address of the page that shows one, and its parameter

_component = st.components.v2.component(
    "copy_link",
    html=(HERE / "copy_link.html").read_text(),
    css=(HERE / "copy_link.css").read_text(),
    js=(HERE / "copy_link.js").read_text(),
)


def copy_link() -> None:
    """A button that copies the page's address without the token of what one has trained."""
    _copy(
        "copy_link",
        "Copy link",
        "A link to this page with its settings. Nobody's training is in it.",
    )


def copy_result_link(training: str) -> None:
    """A button that copies a link to what came of a kept training."""
    _copy(
        f"copy_result_{training}",
        "Copy link to the result",
        "Who opens it can look at the curves and figures as they are kept, and change nothing.",
        page=f"{RESULT}?{KEPT}={training}",
    )


def _copy(key: str, label: str, explanation: str, page: str = "") -> None:
    told = {"label": label, "help": explanation, "page": page, "without": [IN_ADDRESS]}
    _component(key=key, data=told, width="content")
