"""The lesson of the apple: a prediction, then the backward pass through the graph."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.graph.view import draw_graph
from bp.app.lessons.checked import show_result
from bp.app.lessons.controls import control_key
from bp.app.lessons.riddle import another_button
from bp.app.lessons.state import case_of, notes, notes_to_change
from bp.lessons import Lesson
from bp.lessons.riddles import AppleGradient


def apple_view(lesson: Lesson, place: DeltaGenerator) -> str:
    """The graph with its values, the prediction, and the gradients once Back is pressed."""
    task: AppleGradient = lesson.task
    case = case_of(lesson)
    record = task.forward_and_back(case)
    price, count, tax = task.cases[case]
    predicted = notes().answers.get(lesson.key)
    with place:
        st.markdown(f"An apple costs **{price:g}**, you buy **{count:g}**, the tax is **{tax:g}**.")
        _prediction(lesson, case, given=predicted is not None)
    result = None if predicted is None else task.judge(case, predicted)
    show_result(lesson, result, "Type your prediction, then press Back.")
    if result:
        another_button(lesson, "Other amounts")
    draw_graph(record, len(record.steps) if result else len(record.nodes))
    return f"{record.gradients['apple']:.6g}." if result else ""


def _prediction(lesson: Lesson, case: int, *, given: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="lesson_buttons"):
        guess = st.number_input(
            "Your prediction",
            value=None,
            format="%.6g",
            placeholder="a number",
            width=200,
            key=control_key(lesson, f"guess_{case}"),
            disabled=given,
        )
        st.button(
            "Back",
            icon=":material/arrow_back:",
            key="lesson_back",
            type="primary",
            disabled=guess is None or given,
            help="Type your prediction first." if guess is None else None,
            on_click=partial(_predict, lesson, guess),
        )


def _predict(lesson: Lesson, guess: float | None) -> None:
    if guess is not None:
        notes_to_change().answers[lesson.key] = guess
        notes_to_change().progress.expected[lesson.key] = f"{guess:g}"
