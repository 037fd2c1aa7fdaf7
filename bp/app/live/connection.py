"""Which session a script runs for, whether a browser is connected to it, and what it asked for."""

from typing import NoReturn

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx


def session_id() -> str:
    """The session of the script that asks; empty where there is no script."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def is_connected(session: str) -> bool:
    """Whether a browser holds this session now; yes where no server is there to know."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


def end_page() -> NoReturn:
    """Draw no more of this page, but for what every page says, such as what a link asked in vain.

    `st.stop` would end that, too: it also stops whatever comes after it.
    """
    raise StopException


def run_again() -> NoReturn:
    """Run the script once more from its beginning.

    Where the browser has asked for something meanwhile, such as another page, that run begins
    instead: `st.rerun` alone would put this page in its place.
    """
    st.empty()  # Streamlit looks for what was asked for whenever something is drawn
    st.rerun()
