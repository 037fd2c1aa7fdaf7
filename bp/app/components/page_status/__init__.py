"""What a page says and does apart from its widgets, in the browser alone.

- connection.js says when the server is out of reach, and that the picture stands still.
- focus.js moves the focus on when the button that had it is disabled or gone.
- announcements.js reads the progress of a training to screen readers.
- legends.js highlights a run in all charts when it is clicked in one.
- pointed.js marks it in all of them as long as it is pointed at.
- history.js makes each page one step of the browser's way back.

They run in the browser since nothing of the server reaches it when it matters, and since none of
it should make a script run.
"""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
SCRIPTS = (
    "connection.js",
    "focus.js",
    "announcements.js",
    "history.js",
    "legends.js",
    "pointed.js",
    "page_status.js",
)

_component = st.components.v2.component(
    "page_status",
    css=(HERE / "page_status.css").read_text(),
    js="\n".join((HERE / name).read_text() for name in SCRIPTS),
    isolate_styles=False,  # what it shows lies above the page, and outlives any of its parts
)


def page_status() -> None:
    """Let the browser say what only the browser knows. Takes no room on the page."""
    _component(key="page_status")
