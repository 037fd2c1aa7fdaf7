"""The controls of a lesson: those that are free as widgets, those that are locked as words."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from bp.app.lessons.state import slot_of
from bp.lessons import Lesson, Preset, Training
from bp.lessons.wording import said, value_text
from bp.training import TrainConfig
from bp.training.config import label, named

FEW = 4  # values that are shown side by side
RARE = {"activation", "weight_init_std", "weight_decay"}  # only told where they were chosen
DEFAULTS = TrainConfig()


def control_key(lesson: Lesson, name: str) -> str:
    """The key of a widget of a lesson."""
    return f"lesson_{lesson.key}_{name}"


def free_controls(lesson: Lesson) -> dict[str, Any]:
    """Draw the controls that are not locked; what they say, by field."""
    task: Training = lesson.task
    live = slot_of(lesson).current
    begun = live.configs[0] if live else task.start
    with st.container(horizontal=True, gap="medium", key="lesson_controls"):
        return {
            name: offer(lesson, name, values, getattr(begun, name))
            for name, values in task.free.items()
        }


def offer(lesson: Lesson, name: str, values: Sequence[Any], start: Any) -> Any:
    """A widget with the values that a lesson offers; few side by side, more on a slider."""
    key, heading = control_key(lesson, name), "Step h" if name == "h" else label(name)
    if st.session_state.get(key) not in values:
        st.session_state[key] = start if start in values else values[0]
    if len(values) <= FEW:
        return st.segmented_control(
            heading,
            values,
            format_func=value_text,
            key=key,
            required=True,
            persist_state="session",
        )
    return st.select_slider(
        heading,
        values,
        format_func=value_text,
        key=key,
        width=340,
        persist_state="session",
    )


def locked_words(task: Training) -> str:
    """What stays as it is: "raw pixels, hidden size 50, 20 epochs"."""
    told = [
        said(task.start, name)
        for name in task.locked
        if name not in RARE or getattr(task.start, name) != getattr(DEFAULTS, name)
    ]
    if task.epochs:
        told.append(f"{task.epochs} epochs")
    return f":material/lock: Locked: {', '.join(told)}." if told else ""


def presets(lesson: Lesson) -> None:
    """Good and bad settings, why, and a button for each that moves the controls there."""
    pairs = (("Good", "good", lesson.good), ("Bad", "bad", lesson.bad))
    for column, (word, key, preset) in zip(st.columns(2), pairs, strict=True):
        if preset:
            with column:
                _preset(lesson, word, key, preset)


def _preset(lesson: Lesson, word: str, key: str, preset: Preset) -> None:
    icon = ":material/thumb_up:" if key == "good" else ":material/thumb_down:"
    settings = ", ".join(_setting(*pair) for pair in preset.settings.items())
    st.markdown(f"{icon} **{word}{': ' if settings else '.'}{settings}{'.' if settings else ''}**")
    st.caption(preset.why)
    if preset.settings:
        st.button(
            "Use these settings",
            key=f"lesson_{key}",
            on_click=partial(_use, lesson, preset.settings),
        )


def _setting(name: str, value: Any) -> str:
    if name == "h":
        return f"h = {value_text(value)}"
    return f"{value} pixels" if name == "scaling" else f"{named(name)} {value_text(value)}"


def _use(lesson: Lesson, settings: Mapping[str, Any]) -> None:
    for name, value in settings.items():
        st.session_state[control_key(lesson, name)] = value
