"""The hyperparameters as widgets: made here and nowhere else, bound to the address."""

from collections.abc import Callable, Collection
from types import MappingProxyType
from typing import Any

import streamlit as st

from bp.app.components.controls.fields import text_of
from bp.app.components.controls.form import (
    RATE_SLIDER,
    Form,
    Moved,
    choice,
    said,
    slider,
    typed,
)
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import data_menu
from bp.data import SCALINGS
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS, TrainConfig

RATES = [float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 1.5, 2, 3, 5, 7)]
RATES.append(10.0)
TARGETS_EXPLAINED = {
    "labels": "The loss is given the index of the right class: 3.",
    "one-hot": "The loss is given a row with a 1 at the right class. Same loss, same gradient.",
}
ACTIVATIONS_EXPLAINED = {name: entry.help for name, entry in ACTIVATIONS.items()}


def training_controls(
    settings: Settings, *, without: Collection[str] = (), moved: Moved = MappingProxyType({})
) -> TrainConfig:
    """Draw the hyperparameters in the sidebar and return them as one config.

    A field in `without` gets no widget, and its default. A field in `moved` calls what stands
    there with its value when the user's own hand moved it. Where a field cannot be read, a
    sentence below it says so, the config has its last value, and `settings.refused` names it.
    """
    form, values = Form(settings, moved), dict[str, Any]()
    settings.refused.clear()
    with st.sidebar:
        values |= {name: draw(form) for name, draw in MAIN.items() if name not in without}
        with st.expander("More", icon=":material/tune:"):
            values |= {name: draw(form) for name, draw in MORE.items() if name not in without}
    return TrainConfig(**values)


def _dataset(form: Form) -> str:
    data_menu(**form.bound("dataset"))
    return said(form, "dataset")


def _scaling(form: Form) -> str:
    explained = {name: SCALINGS[name].help for name in SCALINGS}
    return choice(form, "scaling", explained)


def _targets(form: Form) -> str:
    return choice(form, "targets", TARGETS_EXPLAINED)


def _activation(form: Form) -> str:
    return choice(form, "activation", ACTIVATIONS_EXPLAINED)


def _hidden_size(form: Form) -> int:
    return slider(form, "hidden_size", "Units of the hidden layer.")


def _batch_size(form: Form) -> int:
    return slider(form, "batch_size", "Samples drawn for each iteration.")


def _iterations(form: Form) -> int:
    explanation = "Updates of the weights. Can be raised at any time to train on."
    return int(typed(form, "iterations", explanation))


def _seed(form: Form) -> int:
    explanation = "Decides the initial weights and the batches. Same seed, same curve."
    return int(typed(form, "seed", explanation))


def _weight_init_std(form: Form) -> float:
    explanation = "Standard deviation of the normal distribution the weights are drawn from."
    return typed(form, "weight_init_std", explanation)


def _optimizer(form: Form) -> str:
    explained = {name: f"{entry.help} ${entry.formula}$" for name, entry in OPTIMIZERS.items()}
    return choice(form, "optimizer", explained)


def _weight_decay(form: Form) -> float:
    explanation = (
        "This times each weight of W1 and W2 is added to its gradient, so that weights shrink "
        "where the loss does not need them. The loss that is shown is without it."
    )
    return typed(form, "weight_decay", explanation)


def _learning_rate(form: Form) -> float:
    """An exact number and a logarithmic slider that move each other."""
    explanation = "How far each update follows the gradient. Can be moved while it trains."
    value = typed(form, "learning_rate", explanation)
    slid = st.session_state.get(RATE_SLIDER)
    if slid != value:  # set again, it would undo a drag under way
        form.settings.leave(RATE_SLIDER, slid)
        st.session_state[RATE_SLIDER] = value
    st.select_slider(
        "Learning rate, logarithmic",
        sorted({*RATES, value}),  # what was typed has a place, too
        format_func=text_of,
        key=RATE_SLIDER,
        on_change=form.rate_from_slider,
        label_visibility="collapsed",
    )
    return value


MAIN: dict[str, Callable[[Form], Any]] = {
    "dataset": _dataset,
    "scaling": _scaling,
    "targets": _targets,
    "learning_rate": _learning_rate,
    "hidden_size": _hidden_size,
    "batch_size": _batch_size,
    "iterations": _iterations,
}
MORE: dict[str, Callable[[Form], Any]] = {
    "optimizer": _optimizer,
    "weight_decay": _weight_decay,
    "activation": _activation,
    "weight_init_std": _weight_init_std,
    "seed": _seed,
}
