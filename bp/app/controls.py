"""The hyperparameters as widgets: made here and nowhere else, bound to the address."""

from dataclasses import fields
from typing import Any

import streamlit as st

from bp.data import DATASETS, SCALINGS
from bp.training import LIMITS, ConfigError, TrainConfig

DEFAULTS = TrainConfig()
FIELD_LABELS = {
    "dataset": "data",
    "scaling": "pixels",
    "targets": "targets",
    "hidden_size": "hidden size",
    "batch_size": "batch size",
    "learning_rate": "learning rate",
    "iterations": "iterations",
    "seed": "seed",
    "weight_init_std": "initial weight scale",
    "activation": "activation",
}
RATE_SLIDER = "learning_rate_slider"
RATES = [float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 1.5, 2, 3, 5, 7)] + [
    10.0
]
TARGETS_EXPLAINED = {
    "labels": "The loss is given the index of the right class: 3.",
    "one-hot": "The loss is given a row with a 1 at the right class. Same loss, same gradient.",
}
ACTIVATIONS_EXPLAINED = {
    "relu": "max(x, 0). A unit that is off for every sample learns no more.",
    "sigmoid": "1 / (1 + exp(-x)). Never quite off, but slow where it is flat.",
}
ITERATIONS = (1, 200_000)
AXES = ("Auto", "Linear", "Log")


def training_controls() -> TrainConfig:
    """Draw every hyperparameter in the sidebar and return them as one config."""
    with st.sidebar:
        values: dict[str, Any] = {**_data_controls(), **_main_sliders()}
        with st.expander("More", icon=":material/tune:"):
            values |= _further_controls()
    try:
        return TrainConfig(**values)
    except ConfigError as error:
        st.error(str(error), icon=":material/error:")
        st.stop()


def chart_controls() -> tuple[str, float]:
    """How the loss is drawn: the axis, one of AXES, and the weight of the smoothing."""
    with st.popover("Chart", icon=":material/show_chart:"):
        axis = st.segmented_control(
            "Loss axis",
            AXES,
            default="Auto",
            required=True,
            key="axis",
            help="Auto is logarithmic where the loss rises above ten times that of guessing.",
            bind="query-params",
            persist_state="session",
        )
        smoothing = st.slider(
            "Smoothing",
            0.0,
            0.99,
            value=0.6,
            key="smoothing",
            help="Weight of what came before in a moving average; 0 shows the raw curve.",
            bind="query-params",
            persist_state="session",
        )
    return axis, smoothing


def set_controls(config: TrainConfig) -> None:
    """Move the widgets to `config`; only from a callback, or before they are drawn."""
    for field in fields(config):
        st.session_state[field.name] = getattr(config, field.name)


def rate_text(rate: float) -> str:
    """0.001 as it is, 0.00001 as 1e-5."""
    return f"{rate:g}" if rate >= 1e-4 else f"{rate:.3g}".replace("e-0", "e-")


def value_text(value: object) -> str:
    """A field's value as the controls show it."""
    return rate_text(value) if isinstance(value, float) else str(value)


def _data_controls() -> dict[str, Any]:
    dataset = st.selectbox(
        "Data",
        list(DATASETS),
        key="dataset",
        help=_as_list({name: source.description for name, source in DATASETS.items()}),
        bind="query-params",
        persist_state="session",
    )
    scaling = _choice("Pixels", "scaling", {name: SCALINGS[name].help for name in SCALINGS})
    targets = _choice("Targets", "targets", TARGETS_EXPLAINED)
    return {"dataset": dataset, "scaling": scaling, "targets": targets}


def _main_sliders() -> dict[str, Any]:
    return {
        "learning_rate": _learning_rate(),
        "hidden_size": _slider("Hidden size", "hidden_size", "Units of the hidden layer."),
        "batch_size": _slider("Batch size", "batch_size", "Samples drawn for each iteration."),
        "iterations": st.number_input(
            "Iterations",
            *ITERATIONS,
            value=DEFAULTS.iterations,
            step=1_000,
            key="iterations",
            help="Updates of the weights. Can be raised at any time to train on.",
            bind="query-params",
            persist_state="session",
        ),
    }


def _further_controls() -> dict[str, Any]:
    return {
        "activation": _choice("Activation", "activation", ACTIVATIONS_EXPLAINED),
        "weight_init_std": st.number_input(
            "Initial weight scale",
            float(LIMITS["weight_init_std"].lowest),
            float(LIMITS["weight_init_std"].highest),
            value=DEFAULTS.weight_init_std,
            step=0.01,
            format="%g",
            key="weight_init_std",
            help="Standard deviation of the normal distribution the weights are drawn from.",
            bind="query-params",
            persist_state="session",
        ),
        "seed": st.number_input(
            "Seed",
            0,
            2**32 - 1,
            value=DEFAULTS.seed,
            key="seed",
            help="Decides the initial weights and the batches. Same seed, same curve.",
            bind="query-params",
            persist_state="session",
        ),
    }


def _learning_rate() -> float:
    """An exact number and a logarithmic slider that move each other."""
    rate = st.number_input(
        "Learning rate",
        1e-5,
        10.0,
        value=DEFAULTS.learning_rate,
        step=_tenth_step(st.session_state.get("learning_rate", DEFAULTS.learning_rate)),
        format="%g",
        key="learning_rate",
        help="How far each update follows the gradient. Can be moved while it trains.",
        bind="query-params",
        persist_state="session",
    )
    st.session_state[RATE_SLIDER] = min(RATES, key=lambda option: abs(option / rate - 1))
    st.select_slider(
        "Learning rate, logarithmic",
        RATES,
        format_func=rate_text,
        key=RATE_SLIDER,
        on_change=_rate_from_slider,
        label_visibility="collapsed",
    )
    return float(rate)


def _rate_from_slider() -> None:
    st.session_state["learning_rate"] = st.session_state[RATE_SLIDER]


def _tenth_step(rate: float | None) -> float:
    """A step for the number's + and - that suits its size."""
    return float(f"{(rate or DEFAULTS.learning_rate) / 10:.0e}")


def _slider(label: str, key: str, explanation: str) -> int:
    limits = LIMITS[key]
    return st.slider(
        label,
        int(limits.lowest),
        int(limits.highest),
        value=getattr(DEFAULTS, key),
        key=key,
        help=explanation,
        bind="query-params",
        persist_state="session",
    )


def _choice(label: str, key: str, explained: dict[str, str]) -> str:
    """One of a table's keys: the same word on the page, in the address and in the code."""
    chosen: str = st.segmented_control(
        label,
        list(explained),
        default=getattr(DEFAULTS, key),
        required=True,
        help=_as_list(explained),
        key=key,
        bind="query-params",
        persist_state="session",
    )
    return chosen


def _as_list(explained: dict[str, str]) -> str:
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
