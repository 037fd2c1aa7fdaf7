"""What a map is asked: two or three parameters, their values, and how they are gone through."""

from contextlib import nullcontext
from functools import lru_cache, partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.controls.fields import as_controls, read_field_name
from bp.app.components.controls.hyperparameters import training_controls
from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.app.map.more import draw_search, read_search, search_in_words
from bp.app.map.presets import ITERATIONS, PRESETS, VALUES
from bp.search.space.axes import read_axis
from bp.search.space.space import Space
from bp.training import ConfigError, TrainConfig
from bp.training.config import named
from bp.training.numbers import NumberError
from bp.training.variations import VARIATIONS

SETTINGS = Settings("map")
NOTHING = "nothing"  # is varied beside the two axes
AXES = {"across": "Across", "up": "Up", "also": "And also"}  # keys of the address, and their labels
HELP = (
    "A list such as `0.001, 0.01, 0.1`, or a range such as `0.001..1 x 20`: twenty values, in "
    "equal ratios where the parameter is compared by ratio."
)


def map_controls(beside: DeltaGenerator) -> Space | None:
    """Draw the controls, some of them in `beside`.

    None where they make no sense, and a sentence says why.
    """
    with SETTINGS.drawn(defaults()):
        fields = _axes()
        with beside:
            _presets()
            with st.popover("More", icon=":material/tune:", key="map_more"):
                _axis("also", fields)
                draw_search(SETTINGS)
        say_more()
        numbers = read_search(SETTINGS)
        varied = [field for field in fields if field != NOTHING]
        base = training_controls(SETTINGS, without=set(varied))
    asked = tuple((field, SETTINGS.values[_values_key(field)]) for field in varied)
    seeds, drawn = numbers or (1, 0)
    try:
        space = _space(base, asked, seeds, drawn)
    except (ConfigError, NumberError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None
    return None if SETTINGS.refused or numbers is None else space


def say_more() -> None:
    """What is asked behind More, where it is anything."""
    also = SETTINGS.values["also"]
    values = SETTINGS.values[_values_key(also)] if also != NOTHING else ""
    parts = [f"also the {named(also)}: {values}" if values else "", *search_in_words(SETTINGS)]
    if told := ", ".join(filter(None, parts)):
        st.caption(plain(f"{told[0].upper()}{told[1:]}."))


def defaults() -> dict[str, Any]:
    """What the controls say at first."""
    first = next(iter(PRESETS.values()))
    own = as_controls(TrainConfig(iterations=ITERATIONS))
    values = {_values_key(field): VALUES[field] for field in VARIATIONS}
    axes = {"across": first.across, "up": first.up, "also": NOTHING}
    return own | values | axes | {"map_seeds": "1", "search": "grid", "random_runs": "200"}


def as_asked(space: Space) -> dict[str, Any]:
    """What the controls say for a space, by key."""
    fields = [*space.varied, NOTHING][:3]
    asked: dict[str, Any] = dict(zip(AXES, fields, strict=False))
    asked |= {_values_key(field): text for field, text in space.asked}
    asked |= {"map_seeds": str(space.seeds), "search": "random" if space.drawn else "grid"}
    return (
        as_controls(space.base) | asked | ({"random_runs": str(space.drawn)} if space.drawn else {})
    )


@lru_cache(maxsize=8)
def _space(base: TrainConfig, asked: tuple[tuple[str, str], ...], seeds: int, drawn: int) -> Space:
    """One object for the same question, so that its runs are put in order once."""
    return Space(base, asked, seeds, drawn)


def _axes() -> list[str]:
    """The two parameters whose values are the axes at first."""
    fields: list[str] = []
    with st.container(key="map_axes_asked"):
        places = st.columns([1.2, 1.6, 1.2, 1.6], vertical_alignment="bottom", gap="small")
        _axis("across", fields, *places[:2])
        _axis("up", fields, *places[2:])
    return fields


def _axis(key: str, fields: list[str], *places: DeltaGenerator) -> None:
    """Add what the axis of `key` varies to `fields`, and draw the control of its values.

    `places` are for the one and the other control, where they do not stand where they are drawn.
    """
    options = [NOTHING, *VARIATIONS] if key == "also" else list(VARIATIONS)
    field_place, values_place = places or (nullcontext(), nullcontext())
    with field_place:
        bound = SETTINGS.bound(key, partial(read_field_name, options), write=named)
        st.selectbox(AXES[key], options, format_func=named, **bound)
    field = SETTINGS.values[key]
    if field != NOTHING and field not in fields:
        with values_place:
            _values(field)
    fields.append(field)


def _values(field: str) -> None:
    bound = SETTINGS.bound(_values_key(field), partial(_read_values, field))
    st.text_input(f"Values of the {named(field)}", help=HELP, **bound)


def _presets() -> None:
    st.menu_button("Presets", list(PRESETS), key="map_preset", on_click=_take_preset)


def _take_preset() -> None:
    preset = PRESETS[st.session_state["map_preset"]]
    values = {
        _values_key(preset.across): preset.across_values or VALUES[preset.across],
        _values_key(preset.up): VALUES[preset.up],
    }
    axes = {"across": preset.across, "up": preset.up, "also": NOTHING}
    SETTINGS.move(**axes, **values, map_seeds=str(preset.seeds), search="grid")


def _read_values(field: str, text: str) -> str:
    try:
        read_axis(field, text)
    except ConfigError:
        raise NotAllowedError(f"a list or a rising range of the {named(field)}") from None
    return text


def _values_key(field: str) -> str:
    return f"values_{field}"
