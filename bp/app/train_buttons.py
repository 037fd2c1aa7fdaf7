"""Train, Pause, Step and Reset. Callbacks set a state, never toggle it: a click may come twice."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.live import LiveTraining
from bp.app.session import bring_back, changes, restore_controls, set_aside, start_anew
from bp.data import Dataset
from bp.training import TrainConfig

STEPS = {"One iteration": 1, "Ten iterations": 10, "One epoch": None}


def button_row() -> DeltaGenerator:
    """A row to put buttons in; on a phone they wrap."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="buttons")


def training_buttons(live: LiveTraining, config: TrainConfig, dataset: Dataset) -> None:
    """Train (or Start anew), Pause, Step, Reset, and the way back to the network before."""
    changed = bool(changes(live, config))
    finished = live.trainer.finished
    st.button(
        "Start anew" if changed else "Train",
        icon=":material/play_arrow:",
        key="train",
        type="primary",
        help="Raise Iterations to train on." if finished and not changed else None,
        on_click=partial(start_anew, config, dataset, running=True) if changed else live.start,
        disabled=not changed and (live.running or finished),
    )
    st.button(
        "Pause",
        icon=":material/pause:",
        key="pause",
        on_click=live.pause,
        disabled=not live.running,
    )
    st.menu_button(
        "Step",
        list(STEPS),
        icon=":material/skip_next:",
        key="step",
        on_click=partial(_step, live),
        disabled=live.running or finished or changed,
    )
    st.button(
        "Reset",
        icon=":material/replay:",
        key="reset",
        help="Fresh weights from the same seed. The network so far can be brought back.",
        on_click=partial(start_anew, config, dataset, running=False),
        disabled=live.untouched,
    )
    _bring_back_button()


def say_changed(live: LiveTraining, config: TrainConfig) -> None:
    """Where the controls ask for another network: what changed, and how to take it back."""
    changed = changes(live, config)
    if not changed:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="changed"):
        st.info(
            f"This needs a new start: {', '.join(changed)}. The network below keeps the settings "
            f"that it {'is training' if live.running else 'was trained'} with.",
            icon=":material/info:",
        )
        st.button(
            "Put the settings back",
            icon=":material/settings_backup_restore:",
            key="put_back",
            on_click=restore_controls,
        )


def _bring_back_button() -> None:
    before = set_aside()
    if before is not None:
        best = before.trainer.histories[0].best_test_accuracy
        st.button(
            "Bring back the last network",
            icon=":material/undo:",
            key="bring_back",
            type="tertiary",
            help=f"{before.trainer.iteration:,} iterations, best test accuracy {best:.4f}.",
            on_click=bring_back,
        )


def _step(live: LiveTraining) -> None:
    chosen = STEPS[st.session_state["step"]]
    history = live.trainer.histories[0]
    live.advance(chosen or max(history.train_size // history.config.batch_size, 1))
