"""A word where the controls ask for something else than what is at hand."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from bp.app.live.training import LiveTraining


def say_changed(sentence: str, put_back: Callable[..., Any] | None = None) -> None:
    """Say that a new start is needed, and offer the way back where there is one."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="changed"):
        st.info(sentence, icon=":material/info:")
        if put_back:
            st.button(
                "Put the settings back",
                icon=":material/settings_backup_restore:",
                key="put_back",
                on_click=put_back,
            )


def say_passed(live: LiveTraining, iterations: int) -> None:
    """Say that more iterations are done than are asked for."""
    say_changed(
        f"{live.trainer.iteration:,} iterations are done already, more than the "
        f"{iterations:,} asked for: raise Iterations to train on, or Reset to start anew."
    )
