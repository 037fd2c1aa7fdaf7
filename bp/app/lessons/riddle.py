"""A lesson with an answer that is checked; and the one of two flat lines."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.data import dataset_or_stop
from bp.app.components.experiment import experiment
from bp.app.lessons.checked import show_result
from bp.app.lessons.controls import control_key
from bp.app.lessons.state import case_of, expected, next_case, notes, notes_to_change, slot_of
from bp.charts.palette import BLUE, VERMILLION
from bp.diagnosis.wording import loss, number
from bp.lessons import Lesson
from bp.lessons.riddles import FlatLines
from bp.training import History

ARRAYS = ("W1", "b1", "W2", "b2")


def answer_form(
    lesson: Lesson, label: str, options: Sequence[str], words: dict[str, str] | None = None
) -> Any:
    """Choose an answer and have it checked; the one that was checked last, or None."""
    chosen = st.radio(
        label,
        options,
        index=None,
        format_func=lambda option: words[option] if words else option,
        key=control_key(lesson, f"answer_{case_of(lesson)}"),
    )
    st.button(
        "Check the answer",
        key="lesson_answer",
        type="primary",
        disabled=chosen is None,
        on_click=partial(_answer, lesson, chosen),
    )
    return notes().answers.get(lesson.key)


def another_button(lesson: Lesson, label: str) -> None:
    """The next case of the same task."""
    st.button(
        label, icon=":material/skip_next:", key="lesson_next", on_click=partial(next_case, lesson)
    )


def flat_lines_view(lesson: Lesson, _place: DeltaGenerator) -> str:
    """Two runs with a flat loss, the lengths of their gradients, and the answer."""
    task: FlatLines = lesson.task
    pair = task.cases[case_of(lesson)]
    dataset_or_stop(pair[0].dataset)
    histories = experiment(
        slot_of(lesson).name,
        dict(zip("AB", pair, strict=True)),
        (BLUE, VERMILLION),
        button="Train both",
        result=_gradients,
        disabled=expected(lesson) is None,
    )
    if histories is None:
        show_result(lesson, None, "Train both runs to their end, then answer.")
        return ""
    answer = answer_form(lesson, "Which of the two is dead?", task.answers)
    result = task.judge(histories, answer) if answer else None
    show_result(lesson, result, "Choose an answer, then press Check the answer.")
    if result and result.passed:
        another_button(lesson, "Another pair")
    ends = [loss(float(run.loss[-50:].mean())) for run in histories]
    return f"the mean loss of the last 50 batches is {ends[0]} in A and {ends[1]} in B."


def _gradients(histories: Sequence[History]) -> None:
    """The length of each array's gradient at the last probe."""
    rows = []
    for label, history in zip("AB", histories, strict=True):
        if history.probe_records:
            probe = history.probe_records[-1]
            lengths = [float(getattr(probe, f"gradient_{name}")) for name in ARRAYS]
            shown = ["exactly 0" if length == 0 else number(length) for length in lengths]
            rows.append((label, f"{probe.iteration:,}", *shown))
    st.markdown("**Length of the gradient** of each array")
    columns = ["Run", "Iteration", *ARRAYS]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True)


def _answer(lesson: Lesson, chosen: str | None) -> None:
    notes_to_change().answers[lesson.key] = chosen
