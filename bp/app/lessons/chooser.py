"""Which lesson is shown, which are solved, and the progress as a file."""

import streamlit as st

from bp.app.components.controls.link import plain
from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.lessons.state import is_solved, notes, notes_to_change
from bp.lessons import Lesson
from bp.lessons.progress import ProgressError, read_progress
from bp.lessons.table import LESSONS

NUMBERS = [str(number) for number in range(1, len(LESSONS) + 1)]
KEY, TASK = "lesson", "task"  # in the address


def chosen_number() -> int:
    """Draw the numbers of the lessons and the way to the neighbours; the chosen one, from 1."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lesson_menu"):
        number = int(segments("Lesson", NUMBERS, NUMBERS[0], hidden=True, **in_the_address(KEY)))
        _step_button("Previous", "arrow_back", "lesson_previous", number - 1)
        _step_button("Next", "arrow_forward", "lesson_following", number + 1)
    return number


def how_many_solved() -> str:
    """The count for the page's heading."""
    return f"{sum(map(is_solved, LESSONS))} of {len(LESSONS)} solved"


def overview(number: int) -> None:
    """All lessons with their marks in the sidebar, and the progress to take along."""
    with st.sidebar:
        with st.container(gap=None, key="lesson_overview"):
            for place, lesson in enumerate(LESSONS, 1):
                _entry(place, lesson, here=place == number)
        with st.expander("Progress as a file", icon=":material/save:"):
            st.caption(
                "The address of this page keeps your progress. A file takes it along elsewhere."
            )
            st.download_button(
                "Save progress",
                notes().progress.to_file,
                "lessons.json",
                "application/json",
                icon=":material/download:",
                key="lesson_save",
                on_click="ignore",
            )
            _open()


def _entry(place: int, lesson: Lesson, *, here: bool) -> None:
    solved = is_solved(lesson)
    title = f"{place}. {lesson.title}"
    st.button(
        f"{f'**{title}**' if here else title}{', solved' if solved else ''}",
        icon=":material/check_circle:" if solved else ":material/radio_button_unchecked:",
        key=f"lesson_go_{place}",
        type="tertiary",
        on_click=_go,
        args=(place,),
    )


def _step_button(label: str, icon: str, key: str, number: int) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        key=key,
        disabled=str(number) not in NUMBERS,
        on_click=_go,
        args=(number,),
    )


def _go(number: int) -> None:
    st.session_state[KEY] = str(number)
    st.query_params.pop(TASK, None)


def _open() -> None:
    file = st.file_uploader("Open progress", type="json", key="lesson_open", max_upload_size=1)
    if file is None:
        return
    try:
        read = read_progress(file.getvalue())
    except ProgressError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if notes().progress.lacks(read):
        notes_to_change().progress.add(read)
        st.rerun()
    st.caption(f":material/check: Opened: {len(read.solved)} of {len(LESSONS)} are solved in it.")
