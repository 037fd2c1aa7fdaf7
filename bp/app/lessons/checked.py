"""The result of a lesson's check, in its place on the page."""

import streamlit as st

from bp.app.lessons.state import take
from bp.lessons import Lesson, Result


def show_result(lesson: Lesson, result: Result | None, waiting: str) -> None:
    """Say what the check says; or, where there is nothing to check, what to do: `waiting`."""
    with st.container(key="lesson_check"):
        if result is None:
            st.info(f"**Not checked yet.** {waiting}", icon=":material/pending:")
        elif result.passed:
            take(lesson, result)
            st.success(f"**Solved.** {result.sentence}", icon=":material/check_circle:")
        else:
            st.warning(f"**Not yet.** {result.sentence}", icon=":material/pending:")
