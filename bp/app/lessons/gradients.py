"""The two lessons on the gradient check: find the mistake, and find where the check is wrong."""

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.data import dataset_or_stop
from bp.app.lessons.checked import show_result
from bp.app.lessons.controls import offer
from bp.app.lessons.riddle import another_button, answer_form
from bp.app.lessons.state import case_of, expected, notes, notes_to_change
from bp.diagnosis.wording import rate
from bp.gradient_check import MISTAKES
from bp.lessons import Lesson
from bp.lessons.gradients import FindBug, Kink, KinkTry

RIGHT, WRONG = "✓ agree", "✗ disagree"


def bug_view(lesson: Lesson, place: DeltaGenerator) -> str:
    """The check array by array, the mistakes to choose from, and the answer."""
    task: FindBug = lesson.task
    dataset_or_stop(task.config.dataset)
    mistake = task.cases[case_of(lesson)]
    begun = lesson.key in notes().measured
    place.button(
        "Check the gradients",
        icon=":material/rule:",
        key="lesson_measure",
        type="secondary" if begun else "primary",
        disabled=begun or expected(lesson) is None,
        on_click=partial(_measured, lesson),
    )
    if not begun:
        show_result(lesson, None, "Check the gradients, then name the mistake.")
        return ""
    found = task.measure(mistake)
    rows = [
        (name, RIGHT if array.is_right else WRONG, array.words) for name, array in found.items()
    ]
    columns = ["Array", "Both gradients", "Ratio: backpropagation to numerical"]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, key="lesson_bug")
    labels = {name: MISTAKES[name].label for name in sorted(task.cases)}
    answer = answer_form(lesson, "Which mistake is it?", list(labels), labels)
    result = task.judge(mistake, answer) if answer else None
    show_result(lesson, result, "Choose a mistake, then press Check the answer.")
    if result and result.passed:
        another_button(lesson, "Another bug")
    wrong = [name for name, array in found.items() if not array.is_right]
    return f"{len(wrong)} of {len(found)} arrays are wrong: {', '.join(wrong)}."


def _measured(lesson: Lesson) -> None:
    notes_to_change().measured[lesson.key] = True


def kink_view(lesson: Lesson, place: DeltaGenerator) -> str:
    """The step h, a check with it, and all the checks so far."""
    task: Kink = lesson.task
    dataset_or_stop(task.config.dataset)
    tries: list[KinkTry] = notes().measured.get(lesson.key, [])
    with place:
        h = offer(lesson, "h", task.steps, task.start)
        st.button(
            f"Check b1 with h = {rate(h)}",
            icon=":material/rule:",
            key="lesson_measure",
            type="primary",
            disabled=expected(lesson) is None,
            on_click=partial(_try, lesson, h),
        )
    result = task.judge(tries) if tries else None
    show_result(lesson, result, "Choose a step h and press the button.")
    if not tries:
        return ""
    rows = [
        (
            rate(each.h),
            f"{each.kinks} of {each.entries}",
            rate(float(f"{each.error:.1e}")),
            each.worst,
            RIGHT if each.agrees else WRONG,
        )
        for each in tries
    ]
    columns = [
        "Step h",
        "Steps across a kink",
        "Largest relative error",
        "of the entry",
        "Both gradients",
    ]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, key="lesson_kinks")
    crossed = ", ".join(f"{each.kinks} at h = {rate(each.h)}" for each in tries)
    return f"steps across a kink: {crossed}."


def _try(lesson: Lesson, h: float) -> None:
    task: Kink = lesson.task
    measured = notes_to_change().measured
    others = [each for each in measured.get(lesson.key, []) if each.h != h]
    measured[lesson.key] = [*others, task.measure(h)]
