"""Which session a script runs for, and whether a browser is connected to it."""

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx


def session_id() -> str:
    """The session of the script that asks; empty where there is no script."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def is_connected(session: str) -> bool:
    """Whether a browser holds this session now; yes where no server is there to know."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
