"""The one network of a session: made from the controls, kept, never thrown away unasked."""

from dataclasses import fields

import streamlit as st

from bp.app.controls import FIELD_LABELS, set_controls, value_text
from bp.app.live import LiveTraining
from bp.app.shelf import keep, kept_training
from bp.data import Dataset
from bp.training import TrainConfig, Trainer

CURRENT = "training"
BEFORE = "training_before"
CHANGED_IN_FLIGHT = {"learning_rate", "iterations"}  # all else needs a new start


def restore_training() -> None:
    """Bring back what was trained before a refresh."""
    if CURRENT not in st.session_state and (live := kept_training()):
        st.session_state[CURRENT] = live  # the controls come back from the address by themselves


def training_for(config: TrainConfig, dataset: Dataset) -> LiveTraining:
    """This session's training, following the controls as far as it can without a new start."""
    live: LiveTraining | None = st.session_state.get(CURRENT)
    if live is None or (live.untouched and live.config != config):
        live = st.session_state[CURRENT] = LiveTraining(Trainer(dataset, [config]))
    elif not changes(live, config):
        _follow(live, config)
    if not live.untouched:
        keep(live)
    return live


def changes(live: LiveTraining, config: TrainConfig) -> list[str]:
    """What the controls say that the network in training is not: "hidden size 50 → 100"."""
    return [
        f"{FIELD_LABELS[name]} {value_text(now)} → {value_text(wanted)}"
        for name, now, wanted in (
            (field.name, getattr(live.config, field.name), getattr(config, field.name))
            for field in fields(config)
        )
        if name not in CHANGED_IN_FLIGHT and now != wanted
    ]


def start_anew(config: TrainConfig, dataset: Dataset, *, running: bool) -> None:
    """Begin with fresh weights; the network so far is set aside, not lost."""
    current: LiveTraining = st.session_state[CURRENT]
    current.pause()
    if not current.untouched:
        st.session_state[BEFORE] = current
    fresh = st.session_state[CURRENT] = LiveTraining(Trainer(dataset, [config]))
    if running:
        fresh.start()


def bring_back() -> None:
    """Exchange the network with the one that was set aside."""
    current: LiveTraining = st.session_state[CURRENT]
    current.pause()
    before = st.session_state.pop(BEFORE)
    if not current.untouched:
        st.session_state[BEFORE] = current
    _show_again(before)


def set_aside() -> LiveTraining | None:
    """The network that was replaced last, if any."""
    return st.session_state.get(BEFORE)


def restore_controls() -> None:
    """Move the controls back to the network in training."""
    _show_again(st.session_state[CURRENT])


def _show_again(live: LiveTraining) -> None:
    st.session_state[CURRENT] = live
    set_controls(live.config)


def _follow(live: LiveTraining, config: TrainConfig) -> None:
    with live.at_rest() as trainer:
        if config.learning_rate != trainer.histories[0].learning_rate:
            trainer.set_learning_rate(0, config.learning_rate)
        if trainer.iteration < config.iterations != trainer.iterations:
            trainer.set_iterations(config.iterations)
