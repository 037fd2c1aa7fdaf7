"""Ten tasks in order, each with an expectation, an experiment and a check of what was measured."""

import streamlit as st

from bp.app.components.headings import page_title
from bp.app.lessons.chooser import chosen_number, how_many_solved, overview
from bp.app.lessons.teacher import handed_out_lesson, leave_button, make_a_task
from bp.app.lessons.view import lesson_view
from bp.lessons.table import LESSONS

heading = st.container()
task = handed_out_lesson()
if task:
    number = 0
    leave_button()
    lesson_view(task, task.title)
else:
    number = chosen_number()
    lesson = LESSONS[number - 1]
    lesson_view(lesson, f"{number}. {lesson.title}")
make_a_task()
overview(number)
with heading:
    page_title(
        "Lessons",
        "Ten tasks: say what you expect, try it, and let a check of what was measured judge it.",
        how_many_solved(),
    )
