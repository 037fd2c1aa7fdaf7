"""The hyperparameters as widgets: made here and nowhere else, bound to the address."""

from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

import streamlit as st

from bp.data import DATASETS, SCALINGS
from bp.insight.wording import rate
from bp.training import LIMITS, ConfigError, TrainConfig

DEFAULTS = TrainConfig()
RATE_SLIDER = "learning_rate_slider"
RATES = [float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 1.5, 2, 3, 5, 7)]
RATES.append(10.0)
TARGETS_EXPLAINED = {
    "labels": "The loss is given the index of the right class: 3.",
    "one-hot": "The loss is given a row with a 1 at the right class. Same loss, same gradient.",
}
ACTIVATIONS_EXPLAINED = {
    "relu": "max(x, 0). A unit that is off for every sample learns no more.",
    "sigmoid": "1 / (1 + exp(-x)). Never quite off, but slow where it is flat.",
}
IN_THE_ADDRESS: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}


def training_controls(*, without: Collection[str] = ()) -> TrainConfig:
    """Draw the hyperparameters in the sidebar and return them as one config.

    A field in `without` gets no widget, and its default.
    """
    values: dict[str, Any] = {}
    with st.sidebar:
        values |= {name: draw() for name, draw in MAIN.items() if name not in without}
        with st.expander("More", icon=":material/tune:"):
            values |= {name: draw() for name, draw in MORE.items() if name not in without}
    try:
        return TrainConfig(**values)
    except ConfigError as error:
        st.error(str(error), icon=":material/error:")
        st.stop()


def set_controls(config: TrainConfig) -> None:
    """Move the widgets to `config`; only from a callback, or before they are drawn."""
    for field in fields(config):
        st.session_state[field.name] = getattr(config, field.name)


def value_text(value: object) -> str:
    """A field's value as the controls show it."""
    return rate(value) if isinstance(value, float) else str(value)


def _dataset() -> str:
    descriptions = {name: source.description for name, source in DATASETS.items()}
    name: str = st.selectbox(
        "Data", list(DATASETS), key="dataset", help=_as_list(descriptions), **IN_THE_ADDRESS
    )
    return name


def _scaling() -> str:
    return _choice("Pixels", "scaling", {name: SCALINGS[name].help for name in SCALINGS})


def _targets() -> str:
    return _choice("Targets", "targets", TARGETS_EXPLAINED)


def _activation() -> str:
    return _choice("Activation", "activation", ACTIVATIONS_EXPLAINED)


def _hidden_size() -> int:
    return _slider("Hidden size", "hidden_size", "Units of the hidden layer.")


def _batch_size() -> int:
    return _slider("Batch size", "batch_size", "Samples drawn for each iteration.")


def _iterations() -> int:
    explanation = "Updates of the weights. Can be raised at any time to train on."
    return int(_number("Iterations", "iterations", explanation, 1, 200_000, step=1_000))


def _seed() -> int:
    explanation = "Decides the initial weights and the batches. Same seed, same curve."
    return int(_number("Seed", "seed", explanation, 0, int(LIMITS["seed"].highest), step=1))


def _weight_init_std() -> float:
    explanation = "Standard deviation of the normal distribution the weights are drawn from."
    highest = float(LIMITS["weight_init_std"].highest)
    return _number("Initial weight scale", "weight_init_std", explanation, 0.0, highest, step=0.01)


def _learning_rate() -> float:
    """An exact number and a logarithmic slider that move each other."""
    now = st.session_state.get("learning_rate") or DEFAULTS.learning_rate
    tenth = float(f"{now / 10:.0e}")  # a step for + and - that suits the size
    explanation = "How far each update follows the gradient. Can be moved while it trains."
    typed = _number("Learning rate", "learning_rate", explanation, 1e-5, 10.0, step=tenth)
    nearest = min(RATES, key=lambda option: abs(option / typed - 1))
    if st.session_state.get(RATE_SLIDER) != nearest:  # set again, it would undo a drag under way
        st.session_state[RATE_SLIDER] = nearest
    st.select_slider(
        "Learning rate, logarithmic",
        RATES,
        format_func=rate,
        key=RATE_SLIDER,
        on_change=_rate_from_slider,
        label_visibility="collapsed",
    )
    return typed


def _rate_from_slider() -> None:
    st.session_state["learning_rate"] = st.session_state[RATE_SLIDER]


MAIN: dict[str, Callable[[], Any]] = {
    "dataset": _dataset,
    "scaling": _scaling,
    "targets": _targets,
    "learning_rate": _learning_rate,
    "hidden_size": _hidden_size,
    "batch_size": _batch_size,
    "iterations": _iterations,
}
MORE: dict[str, Callable[[], Any]] = {
    "activation": _activation,
    "weight_init_std": _weight_init_std,
    "seed": _seed,
}


def _number(
    label: str, key: str, explanation: str, lowest: float, highest: float, *, step: float
) -> float:
    return st.number_input(
        label,
        lowest,
        highest,
        value=getattr(DEFAULTS, key),
        step=step,
        format="%d" if isinstance(step, int) else "%g",
        key=key,
        help=explanation,
        **IN_THE_ADDRESS,
    )


def _slider(label: str, key: str, explanation: str) -> int:
    lowest, highest = int(LIMITS[key].lowest), int(LIMITS[key].highest)
    value: int = getattr(DEFAULTS, key)
    return st.slider(label, lowest, highest, value, key=key, help=explanation, **IN_THE_ADDRESS)


def _choice(label: str, key: str, explained: dict[str, str]) -> str:
    """One of a table's keys: the same word on the page, in the address and in the code."""
    chosen: str = st.segmented_control(
        label,
        list(explained),
        default=getattr(DEFAULTS, key),
        required=True,
        help=_as_list(explained),
        key=key,
        **IN_THE_ADDRESS,
    )
    return chosen


def _as_list(explained: dict[str, str]) -> str:
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
