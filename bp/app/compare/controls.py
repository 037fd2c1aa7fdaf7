"""What a comparison varies, over which values, with how many seeds."""

from functools import partial
from typing import Any

import streamlit as st

from bp.app.components.controls.fields import read_field_name
from bp.app.components.controls.form import Moved
from bp.app.components.controls.hyperparameters import training_controls
from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.training import ConfigError, TrainConfig
from bp.training.config import named
from bp.training.numbers import NumberError, read_number
from bp.training.variations import VARIATIONS, parse_values, varied_configs

MOST_SEEDS = 5
SETTINGS = Settings("compare")
FIELD = next(iter(VARIATIONS))  # varied at first


def comparison_controls(moved: Moved) -> tuple[str, list[TrainConfig]]:
    """Draw the controls; return the varied field and the configs, none where a value is wrong."""
    field_place, values_place, presets_place, seeds_place = st.columns(
        [1.3, 3.4, 0.9, 1.2], vertical_alignment="bottom", gap="small"
    )
    with field_place:
        field = _field()
    with values_place:
        text = _values_text(field)
    with presets_place:
        _presets(field)
    with seeds_place:
        repeats = _repeats(field)
    config = training_controls(SETTINGS, without={field}, moved=moved)
    try:
        configs = varied_configs(config, field, parse_values(field, text), repeats)
    except ConfigError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return field, []
    return field, [] if SETTINGS.refused else configs


def comparison(field: str, values: str, seeds: int) -> dict[str, Any]:
    """What the controls above the curves say of a comparison, by key."""
    return {"vary": field, _values_key(field): values, "seeds": seeds}


def defaults() -> dict[str, Any]:
    """What they say at first."""
    presets = {_values_key(field): VARIATIONS[field].presets[0] for field in VARIATIONS}
    return {**presets, "vary": FIELD, "seeds": 1}


def _field() -> str:
    bound = SETTINGS.bound("vary", partial(read_field_name, VARIATIONS), write=named)
    st.selectbox("Vary", list(VARIATIONS), format_func=named, **bound)
    field: str = SETTINGS.values["vary"]
    return field


def _values_text(field: str) -> str:
    key = _values_key(field)
    st.text_input(
        f"Values for the {named(field)}",
        value=VARIATIONS[field].presets[0],
        help="A list such as `0.001, 0.01, 0.1`, or a range such as `0.001..1 x 8`: eight values "
        "in equal ratios. With decimal commas: `0,1; 0,01`.",
        **SETTINGS.bound(key, partial(_read_values, field)),
    )
    text: str = SETTINGS.values[key]
    return text


def _presets(field: str) -> None:
    st.menu_button(
        "Presets",
        VARIATIONS[field].presets,
        key="preset",
        on_click=partial(_take_preset, field),
        width="stretch",
    )


def _take_preset(field: str) -> None:
    SETTINGS.move(**{_values_key(field): st.session_state["preset"]})


def _values_key(field: str) -> str:
    return f"values_{field}"


def _repeats(field: str) -> int:
    st.number_input(
        "Seeds per value",
        1,
        MOST_SEEDS,
        disabled=field == "seed",
        help="Each value is trained again with the next seeds; curves show mean and band.",
        **SETTINGS.bound("seeds", _read_seeds),
    )
    return int(SETTINGS.values["seeds"])


def _read_values(field: str, text: str) -> str:
    try:
        parse_values(field, text)
    except ConfigError:
        raise NotAllowedError(f"a list of values for the {named(field)}") from None
    return text


def _read_seeds(text: str) -> int:
    try:
        seeds = read_number(text, whole=True)
    except NumberError:
        seeds = 0
    if seeds not in range(1, MOST_SEEDS + 1):
        raise NotAllowedError(f"1 to {MOST_SEEDS}")
    return int(seeds)
