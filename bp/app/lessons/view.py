"""A lesson on the page: its words, the expectation, the experiment, the check and the solution."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.controls.link import plain
from bp.app.lessons.apple import apple_view
from bp.app.lessons.controls import control_key, locked_words, presets
from bp.app.lessons.gradients import bug_view, kink_view
from bp.app.lessons.riddle import flat_lines_view
from bp.app.lessons.state import expected, is_solved, notes_to_change
from bp.app.lessons.training import training_view
from bp.lessons import Lesson, Training
from bp.lessons.gradients import FindBug, Kink
from bp.lessons.riddles import AppleGradient, FlatLines

# Each is given the place below the question, and returns what came, once something has.
VIEWS: dict[type, Callable[[Lesson, DeltaGenerator], str]] = {
    Training: training_view,
    FindBug: bug_view,
    FlatLines: flat_lines_view,
    Kink: kink_view,
    AppleGradient: apple_view,
}


def lesson_view(lesson: Lesson, heading: str) -> None:
    """Show a lesson, from its paragraph to its solution."""
    words, asked = st.columns([3, 2], gap="medium")
    with words:
        status = st.empty()
        st.markdown(plain(lesson.paragraph))
        st.markdown(f":material/flag: **To do:** {lesson.goal}")
        if isinstance(lesson.task, Training):
            st.caption(locked_words(lesson.task))
    question = asked.container(border=True, key="lesson_question")
    came = VIEWS[type(lesson.task)](lesson, asked)
    with question:
        _question(lesson, came)
    status.markdown(f"#### {heading} {mark(lesson)}")
    if lesson.solution:
        with st.expander("Solution", icon=":material/key:"):
            st.markdown(lesson.solution)
            presets(lesson)


def mark(lesson: Lesson) -> str:
    """Whether a lesson is solved, by shape and word."""
    if is_solved(lesson):
        return ":green[:material/check_circle: solved]"
    return ":gray[:material/radio_button_unchecked: not solved yet]"


def _question(lesson: Lesson, came: str) -> None:
    """What do you expect? And, once something came, both beside each other."""
    answer = expected(lesson)
    if came and answer:
        st.markdown(f":material/help: {lesson.question.text}")
        st.markdown(f"You expected: **{answer}**")
        st.markdown(f"What happened: {came}")
        return
    st.markdown(":material/help: **What do you expect?**")
    key = control_key(lesson, "expected")
    if st.session_state.get(key) != answer:
        st.session_state[key] = answer
    if not lesson.question.options:
        st.markdown(lesson.question.text)
        return
    st.radio(
        lesson.question.text,
        lesson.question.options,
        index=None,
        key=key,
        on_change=partial(_expect, lesson, key),
    )
    st.caption("Answer first: then the experiment can begin." if answer is None else "Noted.")


def _expect(lesson: Lesson, key: str) -> None:
    answer: Any = st.session_state[key]
    if answer is not None:
        notes_to_change().progress.expected[lesson.key] = answer
