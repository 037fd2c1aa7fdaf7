"""What a range test is asked: the network, and between which learning rates to look."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from bp.app.components.controls.fields import as_controls, text_of
from bp.app.components.controls.hyperparameters import training_controls
from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.search.range_tests import HIGHEST, LOWEST
from bp.training import LIMITS, TrainConfig
from bp.training.numbers import NumberError, read_number

SETTINGS = Settings("find_rate")
NOT_ASKED = ("learning_rate", "iterations")  # the first is looked for, the second not needed
ENDS = {"lowest_rate": ("From", LOWEST), "highest_rate": ("To", HIGHEST)}


@dataclass(frozen=True)
class Asked:
    """A network, and the learning rates to look between."""

    config: TrainConfig
    lowest: float
    highest: float


def range_controls() -> Asked | None:
    """Draw the controls; None where they make no sense, and a sentence says why."""
    own = as_controls(TrainConfig()) | {key: text_of(rate) for key, (_, rate) in ENDS.items()}
    with SETTINGS.drawn({key: own[key] for key in own if key not in NOT_ASKED}):
        config = training_controls(SETTINGS, without=NOT_ASKED)
        places = st.columns([1, 1, 3], gap="small")
        ends = []
        for place, key in zip(places, ENDS, strict=False):
            with place:
                ends.append(_rate_field(key))
    lowest, highest = ends
    if lowest is None or highest is None or SETTINGS.refused:
        return None
    if lowest >= highest:
        st.error(
            f"The rates go from {text_of(lowest)} to {text_of(highest)}: the first must be the "
            "smaller one.",
            icon=":material/error:",
        )
        return None
    return Asked(config, lowest, highest)


def _rate_field(key: str) -> float | None:
    label, default = ENDS[key]
    explanation = "A learning rate to look between, such as `1e-5`."
    bound: dict[str, Any] = SETTINGS.bound(key, _linked)
    st.text_input(label, text_of(default), help=explanation, **bound)
    try:
        return _read(SETTINGS.values[key])
    except NumberError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return None


def _read(text: str) -> float:
    value = float(read_number(text))
    limits = LIMITS["learning_rate"]
    if not limits.lowest <= value <= limits.highest:
        raise NumberError(f"{text_of(value)} is no learning rate to look for; it must be {limits}.")
    return value


def _linked(text: str) -> str:
    try:
        return text_of(_read(text))
    except NumberError:
        raise NotAllowedError(f"a number {LIMITS['learning_rate']}") from None
