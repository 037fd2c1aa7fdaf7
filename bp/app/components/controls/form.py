"""One hyperparameter as a widget: typed, slid or chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from bp.app.components.controls.fields import TYPED, read_linked, read_typed, shown, text_of
from bp.app.components.controls.link import plain
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import segments
from bp.diagnosis.wording import value_text as value_text  # from here, too
from bp.training import LIMITS, ConfigError, TrainConfig
from bp.training.config import label
from bp.training.numbers import NumberError

DEFAULTS = TrainConfig()
RATE_SLIDER = "learning_rate_slider"
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
        if self.settings.is_behind(RATE_SLIDER):
            return
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


def typed(form: Form, field: str, explanation: str) -> float:
    """A field to type a number into: a number field of the browser's own drops a comma."""
    settings, default = form.settings, getattr(DEFAULTS, field)
    st.text_input(label(field), shown(field, default), help=explanation, **form.bound(field))
    try:
        value = settings.last_read[field] = read_typed(field, settings.values[field])
    except UNREADABLE as refusal:
        value = settings.last_read.get(field, default)
        settings.refused.add(field)
        sentence = f"{plain(str(refusal))} Until then: {value_text(value)}."
        st.error(sentence, icon=":material/error:")
    return float(value)


def slider(form: Form, field: str, explanation: str) -> int:
    """A whole number on a slider that goes as far as training does."""
    lowest, highest = int(LIMITS[field].lowest), int(LIMITS[field].highest)
    default: int = getattr(DEFAULTS, field)
    st.slider(label(field), lowest, highest, default, help=explanation, **form.bound(field))
    return int(form.settings.values[field])


def choice(form: Form, field: str, explained: dict[str, str]) -> str:
    """One of a table's keys: the same word on the page, in the address and in the code."""
    segments(label(field), explained, getattr(DEFAULTS, field), **form.bound(field))
    return said(form, field)


def said(form: Form, field: str) -> str:
    """What the control of a field says."""
    word: str = form.settings.values[field]
    return word
