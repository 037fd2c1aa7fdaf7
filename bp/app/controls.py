"""The hyperparameters as widgets: made here and nowhere else, bound to the address."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import streamlit as st

from bp.app.fields import TYPED, read_linked, read_typed, shown, text_of
from bp.app.link import plain
from bp.app.settings import IN_THE_ADDRESS as IN_THE_ADDRESS
from bp.app.settings import Settings
from bp.data import DATASETS, SCALINGS
from bp.insight.wording import rate
from bp.training import LIMITS, ConfigError, TrainConfig
from bp.training.numbers import NumberError

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
Moved = Mapping[str, Callable[[Any], None]]  # field → called with a value that the hand has set
UNREADABLE = (ConfigError, NumberError)


@dataclass(frozen=True)
class Form:
    """The hyperparameters of one page as widgets, and who is told when the hand moves one."""

    settings: Settings
    moved: Moved

    def bound(self, field: str) -> dict[str, Any]:
        """What the widget of a field needs to know, as keyword arguments."""
        return self.settings.bound(field, partial(read_linked, field), self._tell)

    def rate_from_slider(self) -> None:
        """Take the slider's rate; only from its callback."""
        self.settings.move(learning_rate=text_of(st.session_state[RATE_SLIDER]))
        self._tell("learning_rate")

    def _tell(self, field: str) -> None:
        value = self.settings.values[field]
        if field in TYPED:
            try:
                value = read_typed(field, value)
            except UNREADABLE:  # said below the field; what trains keeps its own
                return
            self.settings.move(**{field: shown(field, value)})  # as it was read
        if field in self.moved:
            self.moved[field](value)


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


def value_text(value: object) -> str:
    """A field's value as the controls show it."""
    return rate(value) if isinstance(value, float) else str(value)


def _dataset(form: Form) -> str:
    descriptions = {name: source.description for name, source in DATASETS.items()}
    st.selectbox("Data", list(DATASETS), help=_as_list(descriptions), **form.bound("dataset"))
    return _said(form, "dataset")


def _scaling(form: Form) -> str:
    explained = {name: SCALINGS[name].help for name in SCALINGS}
    return _choice(form, "Pixels", "scaling", explained)


def _targets(form: Form) -> str:
    return _choice(form, "Targets", "targets", TARGETS_EXPLAINED)


def _activation(form: Form) -> str:
    return _choice(form, "Activation", "activation", ACTIVATIONS_EXPLAINED)


def _hidden_size(form: Form) -> int:
    return _slider(form, "Hidden size", "hidden_size", "Units of the hidden layer.")


def _batch_size(form: Form) -> int:
    return _slider(form, "Batch size", "batch_size", "Samples drawn for each iteration.")


def _iterations(form: Form) -> int:
    explanation = "Updates of the weights. Can be raised at any time to train on."
    return int(_typed(form, "Iterations", "iterations", explanation))


def _seed(form: Form) -> int:
    explanation = "Decides the initial weights and the batches. Same seed, same curve."
    return int(_typed(form, "Seed", "seed", explanation))


def _weight_init_std(form: Form) -> float:
    explanation = "Standard deviation of the normal distribution the weights are drawn from."
    return _typed(form, "Initial weight scale", "weight_init_std", explanation)


def _learning_rate(form: Form) -> float:
    """An exact number and a logarithmic slider that move each other."""
    explanation = "How far each update follows the gradient. Can be moved while it trains."
    typed = _typed(form, "Learning rate", "learning_rate", explanation)
    nearest = min(RATES, key=lambda option: abs(option / typed - 1))
    if st.session_state.get(RATE_SLIDER) != nearest:  # set again, it would undo a drag under way
        st.session_state[RATE_SLIDER] = nearest
    st.select_slider(
        "Learning rate, logarithmic",
        RATES,
        format_func=rate,
        key=RATE_SLIDER,
        on_change=form.rate_from_slider,
        label_visibility="collapsed",
    )
    return typed


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
    "activation": _activation,
    "weight_init_std": _weight_init_std,
    "seed": _seed,
}


def _typed(form: Form, label: str, field: str, explanation: str) -> float:
    """A field to type a number into: a number field of the browser's own drops a comma."""
    settings, default = form.settings, getattr(DEFAULTS, field)
    st.text_input(label, shown(field, default), help=explanation, **form.bound(field))
    try:
        value = settings.last_read[field] = read_typed(field, settings.values[field])
    except UNREADABLE as refusal:
        value = settings.last_read.get(field, default)
        settings.refused.add(field)
        sentence = f"{plain(str(refusal))} Until then: {value_text(value)}."
        st.error(sentence, icon=":material/error:")
    return float(value)


def _slider(form: Form, label: str, field: str, explanation: str) -> int:
    lowest, highest = int(LIMITS[field].lowest), int(LIMITS[field].highest)
    default: int = getattr(DEFAULTS, field)
    st.slider(label, lowest, highest, default, help=explanation, **form.bound(field))
    return int(form.settings.values[field])


def _choice(form: Form, label: str, field: str, explained: dict[str, str]) -> str:
    """One of a table's keys: the same word on the page, in the address and in the code."""
    st.segmented_control(
        label,
        list(explained),
        default=getattr(DEFAULTS, field),
        required=True,
        help=_as_list(explained),
        **form.bound(field),
    )
    return _said(form, field)


def _said(form: Form, field: str) -> str:
    said: str = form.settings.values[field]
    return said


def _as_list(explained: dict[str, str]) -> str:
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
