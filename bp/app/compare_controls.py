"""What a comparison varies, over which values, with how many seeds."""

from functools import partial

import streamlit as st

from bp.app.controls import IN_THE_ADDRESS, training_controls
from bp.training import ConfigError, TrainConfig
from bp.training.variations import VARIATIONS, parse_values, varied_configs

MOST_SEEDS = 5


def comparison_controls() -> tuple[str, list[TrainConfig]]:
    """Draw the controls; return the varied field and the configs, none where a value is wrong."""
    field_place, values_place, presets_place, seeds_place = st.columns(
        [1.3, 3.4, 0.9, 1.2], vertical_alignment="bottom", gap="small"
    )
    with field_place:
        field: str = st.selectbox(
            "Vary",
            list(VARIATIONS),
            format_func=lambda name: name.replace("_", " "),
            key="vary",
            **IN_THE_ADDRESS,
        )
    with values_place:
        text = _values_text(field)
    with presets_place:
        _presets(field)
    with seeds_place:
        repeats = _repeats(field)
    config = training_controls(without={field})
    try:
        return field, varied_configs(config, field, parse_values(field, text), repeats)
    except ConfigError as error:
        st.error(str(error), icon=":material/error:")
        return field, []


def set_comparison(field: str, values: str, seeds: int) -> None:
    """Move the widgets to a comparison; only from a callback."""
    st.session_state["vary"] = field
    st.session_state[_values_key(field)] = values
    st.session_state["seeds"] = seeds


def _values_text(field: str) -> str:
    return st.text_input(
        f"Values of the {VARIATIONS[field].label.lower()}",
        value=VARIATIONS[field].presets[0],
        key=_values_key(field),
        help="A list such as `0.001, 0.01, 0.1`, or a range such as `0.001..1 x 8`: eight values "
        "in equal ratios.",
        **IN_THE_ADDRESS,
    )


def _presets(field: str) -> None:
    st.menu_button(
        "Presets",
        VARIATIONS[field].presets,
        key="preset",
        on_click=partial(_take_preset, field),
        width="stretch",
    )


def _take_preset(field: str) -> None:
    st.session_state[_values_key(field)] = st.session_state["preset"]


def _values_key(field: str) -> str:
    return f"values_{field}"


def _repeats(field: str) -> int:
    return int(
        st.number_input(
            "Seeds a value",
            1,
            MOST_SEEDS,
            key="seeds",
            disabled=field == "seed",
            help="Each value is trained again with the next seeds; curves show mean and band.",
            **IN_THE_ADDRESS,
        )
    )
