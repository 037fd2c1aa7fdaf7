"""Whether a training is on the disk: said only when it is, and what stands in the way."""

from typing import Any

import streamlit as st

from bp.app.components.copy_link import copy_result_link
from bp.app.live.connection import run_again
from bp.app.live.keeper import keeper
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork

PATIENCE = 0.3  # seconds that a page waits for what came to rest
LOOK = 1.0  # seconds between two looks at what still waits


def saving_problem(live: LiveTraining) -> str:
    """What keeps a training from being saved; empty where nothing does."""
    kept = keeper().of(live)
    return kept.problem if kept else ""


def say_saved(live: LiveWork[Any]) -> None:
    """Below a training at rest: that it is saved, and as what; or what it waits for."""
    kept = keeper().of(live)
    if kept is None or live.running or live.untouched:
        return
    if keeper().is_saved(live, PATIENCE):
        if not isinstance(live, LiveTraining):
            st.caption(
                ":material/save: Saved: Runs finds it again, also after a restart of the server."
            )
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f":material/save: Saved as `{kept.saver.training}`.", width="content")
            copy_result_link(kept.saver.training)
        return

    @st.fragment(run_every=LOOK)
    def waiting() -> None:
        if keeper().is_saved(live):
            run_again()
        st.caption(_why_not(kept.problem))

    waiting()


def _why_not(problem: str) -> str:
    if not problem:
        return ":material/save: Being saved."
    return (
        f":material/sync_problem: Saving waits. {problem} It is tried again and again, and "
        "nothing that was trained is lost while the server runs."
    )
