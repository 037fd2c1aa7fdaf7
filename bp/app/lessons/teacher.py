"""A teacher's task: made of the settings on Train in three fields, and opened by its link."""

from dataclasses import fields
from typing import Any

import streamlit as st

from bp.app.components.controls.fields import TYPED, read_typed
from bp.app.components.controls.form import UNREADABLE
from bp.app.lessons.chooser import TASK
from bp.app.train.state import SETTINGS, SLOT
from bp.lessons import Lesson
from bp.lessons.handed_out import (
    GOALS,
    MOST_WORDS,
    OFFERED,
    HandedOut,
    HandedOutError,
    as_lesson,
    as_token,
    read_token,
    server_key,
)
from bp.lessons.wording import said
from bp.training import TrainConfig
from bp.training.config import label

LINK = "lesson_link"  # in the session: the link that was made last
LOCKED_AT_FIRST = [name for name in OFFERED if name != "learning_rate"]


def handed_out_lesson() -> Lesson | None:
    """The task that the address names; where it cannot be opened, a sentence says why."""
    token = st.query_params.get(TASK)
    if token is None:
        return None
    try:
        return as_lesson(read_token(token, server_key()), server_key())
    except HandedOutError as error:
        st.error(str(error), icon=":material/link_off:")
        return None


def leave_button() -> None:
    """The way from a task to the lessons."""
    st.button(
        "To the ten lessons",
        icon=":material/arrow_back:",
        key="lesson_leave",
        on_click=_leave,
    )


def _leave() -> None:
    st.query_params.pop(TASK, None)


def present_settings() -> TrainConfig:
    """What the controls on Train say; before they were seen, what stands there at first."""
    if not SETTINGS.values:
        return SLOT.current.config if SLOT.current else TrainConfig()
    return TrainConfig(
        **{
            each.name: _value(each.name)
            for each in fields(TrainConfig)
            if each.name in SETTINGS.values
        }
    )


def make_a_task() -> None:
    """The three fields, folded away, and the link."""
    with st.expander("For teachers: make a task", icon=":material/edit_note:", key="lesson_make"):
        config = present_settings()
        told = ", ".join(said(config, each.name) for each in fields(TrainConfig))
        st.caption(f"The task begins with the settings of the page Train: {told}.")
        with st.form("lesson_task", border=False):
            goal = st.selectbox(
                "What to reach",
                list(GOALS),
                index=list(GOALS).index("accuracy 90"),
                format_func=lambda key: GOALS[key][0],
                key="lesson_goal",
            )
            locked = st.multiselect(
                "What is locked",
                list(OFFERED),
                default=LOCKED_AT_FIRST,
                format_func=label,
                key="lesson_locked",
            )
            words = st.text_area(
                "The words", max_chars=MOST_WORDS, key="lesson_words", placeholder="What to do"
            )
            made = st.form_submit_button(
                "Make a link", icon=":material/link:", key="lesson_link_it"
            )
        if made:
            st.session_state[LINK] = _link(config, goal, locked, words.strip())
        _show_link()


def _link(config: TrainConfig, goal: str, locked: list[str], words: str) -> str:
    """The link to a task; empty, with a sentence, where a field is missing."""
    if not words:
        st.error("The words are missing: write what the task is.", icon=":material/error:")
        return ""
    if set(locked) >= set(OFFERED):
        st.error(
            "All controls are locked: leave at least one that can be moved.",
            icon=":material/error:",
        )
        return ""
    token = as_token(HandedOut(config, tuple(locked), goal, words), server_key())
    page = (st.context.url or "").split("?")[0]
    return f"{page}?{TASK}={token}"


def _show_link() -> None:
    if link := st.session_state.get(LINK):
        st.markdown("The link to the task. Its check cannot be edited: this server signed it.")
        st.code(link, language=None, wrap_lines=True)
        st.link_button("Open the task", link, icon=":material/open_in_new:")


def _value(name: str) -> Any:
    value = SETTINGS.values[name]
    if name not in TYPED:
        return value
    try:
        return read_typed(name, value)
    except UNREADABLE:
        return SETTINGS.last_read.get(name, getattr(TrainConfig(), name))
