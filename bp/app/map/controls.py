"""What a map is asked: two or three parameters, their values, and how they are gone through."""

from functools import lru_cache, partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.controls.fields import as_controls, read_field_name
from bp.app.components.controls.hyperparameters import training_controls
from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import segments
from bp.app.map.presets import ITERATIONS, PRESETS, VALUES
from bp.search.space.axes import read_axis
from bp.search.space.space import MOST_RUNS, MOST_SEEDS, Space
from bp.training import ConfigError, TrainConfig
from bp.training.config import named
from bp.training.numbers import NumberError, read_number
from bp.training.variations import VARIATIONS

SETTINGS = Settings("map")
NOTHING = "nothing"  # is varied beside the two axes
SEARCHES = {
    "grid": "Every combination of the values.",
    "random": "Runs drawn by chance between the first and the last value of each.",
}
AXES = {"across": "Across", "up": "Up", "also": "And also"}  # keys of the address, and their labels
HELP = (
    "A list such as `0.001, 0.01, 0.1`, or a range such as `0.001..1 x 20`: twenty values, in "
    "equal ratios where the parameter is compared by ratio."
)


def map_controls() -> Space | None:
    """Draw the controls; None where they make no sense, and a sentence says why."""
    with SETTINGS.drawn(defaults()):
        fields = _axes()
        seeds, drawn = _search(fields)
        varied = [field for field in fields if field != NOTHING]
        base = training_controls(SETTINGS, without=set(varied))
    asked = tuple((field, SETTINGS.values[_values_key(field)]) for field in varied)
    try:
        space = _space(base, asked, seeds or 1, drawn or 0)
    except (ConfigError, NumberError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None
    return None if SETTINGS.refused or seeds is None or drawn is None else space


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
    """What is varied: two axes beside each other, and maybe a third parameter below."""
    fields: list[str] = []
    places = st.columns([1.2, 1.6, 1.2, 1.6, 0.8], vertical_alignment="bottom", gap="small")
    for key, field_place, values_place in (
        ("across", places[0], places[1]),
        ("up", places[2], places[3]),
    ):
        _axis(key, fields, field_place, values_place)
    with places[4]:
        _presets()
    return fields


def _axis(
    key: str, fields: list[str], field_place: DeltaGenerator, values_place: DeltaGenerator
) -> None:
    """Add what the axis of `key` varies to `fields`, and draw the control of its values."""
    options = [NOTHING, *VARIATIONS] if key == "also" else list(VARIATIONS)
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
    st.menu_button(
        "Presets", list(PRESETS), key="map_preset", on_click=_take_preset, width="stretch"
    )


def _take_preset() -> None:
    preset = PRESETS[st.session_state["map_preset"]]
    values = {
        _values_key(preset.across): preset.across_values or VALUES[preset.across],
        _values_key(preset.up): VALUES[preset.up],
    }
    axes = {"across": preset.across, "up": preset.up, "also": NOTHING}
    SETTINGS.move(**axes, **values, map_seeds=str(preset.seeds), search="grid")


def _search(fields: list[str]) -> tuple[int | None, int | None]:
    """How many seeds, and how many runs are drawn; 0 for a grid, None where it cannot be read."""
    places = st.columns([1.2, 1.6, 1.2, 0.8, 0.8], vertical_alignment="bottom", gap="small")
    _axis("also", fields, places[0], places[1])
    with places[2]:
        segments("Search", SEARCHES, "grid", **SETTINGS.bound("search", _read_search))
    with places[3]:
        explanation = "How often each is trained, each time from a new seed."
        seeds = _whole("map_seeds", "Seeds", MOST_SEEDS, explanation)
    if SETTINGS.values["search"] == "grid":
        return seeds, 0
    with places[4]:
        return seeds, _whole("random_runs", "Runs", MOST_RUNS, "How many runs are drawn.")


def _whole(key: str, label: str, most: int, explanation: str) -> int | None:
    st.text_input(label, help=explanation, **SETTINGS.bound(key, partial(_linked, most)))
    try:
        return _read_whole(SETTINGS.values[key], label, most)
    except (NumberError, ConfigError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None


def _read_whole(text: str, label: str, most: int) -> int:
    value = read_number(text, whole=True)
    if value != value or value % 1 or not 1 <= value <= most:
        raise ConfigError(
            f"{label}: {text} cannot be; it must be a whole number from 1 to {most:,}."
        )
    return int(value)


def _linked(most: int, text: str) -> str:
    try:
        return str(_read_whole(text, "", most))
    except (NumberError, ConfigError):
        raise NotAllowedError(f"a whole number from 1 to {most:,}") from None


def _read_search(text: str) -> str:
    if text not in SEARCHES:
        raise NotAllowedError(f"one of {', '.join(SEARCHES)}")
    return text


def _read_values(field: str, text: str) -> str:
    try:
        read_axis(field, text)
    except ConfigError:
        raise NotAllowedError(f"a list or a rising range of the {named(field)}") from None
    return text


def _values_key(field: str) -> str:
    return f"values_{field}"
