"""Train, Pause, Step and Reset. Callbacks set a state, never toggle it: a click may come twice."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.live.slot import TRAIN, TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork
from bp.diagnosis.wording import accuracy
from bp.training import History
from bp.training.recording.schedule import next_epoch_end

AT_ONCE = 0.5  # seconds in which a step is over, or else the page shows how it goes on
STEPS = {"One iteration": 1, "Ten iterations": 10, "One epoch": None}


def button_row() -> DeltaGenerator:
    """A row to put buttons in; on a phone they wrap."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="buttons")


def training_buttons(
    slot: TrainingSlot,
    live: LiveTraining,
    *,
    train: str,
    changed: bool,
    refused: bool,
    reset: Callable[[], Any],
    bring_back: Callable[..., Any],
) -> None:
    """Train (or Start anew, where the controls `changed`), Pause, Reset and the way back.

    While a control is `refused`, no training is begun.
    """
    finished = live.trainer.finished
    st.button(
        "Start anew" if changed else train,
        icon=":material/play_arrow:",
        key="train",
        type="primary",
        help=_why_not(finished=finished and not changed, refused=refused),
        on_click=partial(slot.press, TRAIN),
        disabled=refused or (not changed and (live.running or finished)),
    )
    pause_button(live, "Pause", icon=":material/pause:", key="pause")
    _reset_button(live, reset)
    if slot.before is not None:
        bring_back_button(slot.before, bring_back, key="bring_back")


def pause_button(live: LiveWork[Any] | None, label: str, *, icon: str, key: str) -> None:
    """Stops what runs, where it is; nothing may have begun yet."""
    running = live is not None and live.running
    pause = live.pause if live else None
    st.button(label, icon=icon, key=key, on_click=pause, disabled=not running)


def _reset_button(live: LiveTraining, reset: Callable[[], Any]) -> None:
    st.button(
        "Reset",
        icon=":material/replay:",
        key="reset",
        help="Fresh weights from the same seed. What was trained so far can be brought back.",
        on_click=reset,
        disabled=live.untouched and not live.running,
    )


def _why_not(*, finished: bool, refused: bool) -> str | None:
    if refused:
        return "First correct the field that is marked."
    return "Raise Iterations to train on." if finished else None


def step_button(slot: TrainingSlot, live: LiveTraining, *, disabled: bool) -> None:
    """A menu of small steps."""
    st.menu_button(
        "Step",
        list(STEPS),
        icon=":material/skip_next:",
        key="step",
        on_click=lambda: slot.press(st.session_state["step"]),
        disabled=disabled or live.running or live.trainer.finished,
    )


def bring_back_button(before: LiveTraining, bring_back: Callable[..., Any], *, key: str) -> None:
    """The way back to the training before the one at hand."""
    best = max(history.best_test_accuracy for history in before.trainer.histories)
    st.button(
        "Bring back the last one",
        icon=":material/undo:",
        key=key,
        type="tertiary",
        help=f"{before.trainer.iteration:,} iterations, best test accuracy {accuracy(best)}.",
        on_click=partial(bring_back, before),
    )


def one_epoch(history: History) -> int:
    """Iterations to the next evaluation, at the end of an epoch."""
    end = next_epoch_end(history.iteration, history.config, history.train_size)
    return end - history.iteration


def take_step(live: LiveTraining, name: str) -> None:
    """Train for a step of the menu; return when it is over, or goes on for long."""
    live.advance(STEPS[name] or one_epoch(live.trainer.histories[0]), patience=AT_ONCE)
