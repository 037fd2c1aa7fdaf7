"""What a map of the boundary is asked to be of: a network, and a region of learning rates."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import segments
from bp.nn import ACTIVATIONS
from bp.search.boundary import BoundaryConfig, Region
from bp.search.boundary.network import STEPS, WIDTHS
from bp.training import ConfigError
from bp.training.numbers import NumberError, read_number

SETTINGS = Settings("boundary")
PRESETS = {"tanh": Region(-1, 1, -1, 1), "relu": Region(-1, 1, -1, 1)}
ENDS = {  # in the order of a region's fields
    "boundary_w1_from": "W1 from 10 to the power of",
    "boundary_w1_to": "W1 to 10 to the power of",
    "boundary_w2_from": "W2 from 10 to the power of",
    "boundary_w2_to": "W2 to 10 to the power of",
}
EXPLAINED = {
    "tanh": "Smooth, and never quite flat.",
    "relu": "With a kink at 0; a unit that is off for every sample learns no more.",
}
SIDES, MOST_STEPS = (32, 64, 128), 500
ALL_STEPS = (50, STEPS, 200, MOST_STEPS)


def boundary_controls() -> BoundaryConfig | None:
    """Draw the controls in the sidebar; None where they make no sense, and a sentence says why."""
    with SETTINGS.drawn(_own()), st.sidebar:
        given: dict[str, Any] = {
            "activation": _choice("Activation", "boundary_activation", EXPLAINED, _take_preset),
            "width": _width(),
            "steps": int(_choice("Steps of each run", "boundary_steps", map(str, ALL_STEPS))),
            "resolution": int(_choice("Runs a side", "boundary_side", map(str, SIDES))),
        }
        with st.expander("More", icon=":material/tune:"):
            given["seed"] = _number("Seed", "boundary_seed", whole=True)
            ends = [_number(label, key) for key, label in ENDS.items()]
    if None in ends or given["seed"] is None:
        return None
    try:
        return BoundaryConfig(Region(*ends), **given)
    except ConfigError as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return None


def show_region(region: Region) -> None:
    """Have the controls ask for this region; only from a callback."""
    SETTINGS.move(**_as_text(region))


def show_config(config: BoundaryConfig) -> None:
    """Have the controls ask for this map; only from a callback."""
    SETTINGS.move(**_own(config))


def _own(config: BoundaryConfig | None = None) -> dict[str, Any]:
    """What the controls say for a map, by key; without one for the first preset."""
    config = config or BoundaryConfig(PRESETS["tanh"])
    return {
        "boundary_activation": config.activation,
        "boundary_width": config.width,
        "boundary_steps": str(config.steps),
        "boundary_side": str(config.resolution),
        "boundary_seed": str(config.seed),
        **_as_text(config.region),
    }


def _as_text(region: Region) -> dict[str, str]:
    return {key: f"{end:.15g}" for key, end in zip(ENDS, region.ends, strict=True)}


def _take_preset(_key: str) -> None:
    show_region(PRESETS[SETTINGS.values["boundary_activation"]])


def _choice(label: str, key: str, options: Any, moved: Callable[[str], None] | None = None) -> str:
    named = options if isinstance(options, dict) else list(options)
    bound = SETTINGS.bound(key, partial(_one_of, tuple(named)), moved)
    labels = {name: ACTIVATIONS[name].label for name in named if name in ACTIVATIONS}
    segments(label, named, _own()[key], format_func=lambda name: labels.get(name, name), **bound)
    chosen: str = SETTINGS.values[key]
    return chosen


def _one_of(options: tuple[str, ...], text: str) -> str:
    if text not in options:
        raise NotAllowedError(f"one of {', '.join(options)}")
    return text


def _width() -> int:
    bound = SETTINGS.bound("boundary_width", _linked_width)
    explanation = "Units of the hidden layer, and as many inputs."
    st.slider("Width", *WIDTHS, value=WIDTHS[0], help=explanation, **bound)
    return int(SETTINGS.values["boundary_width"])


def _linked_width(text: str) -> int:
    if not text.isdecimal() or not WIDTHS[0] <= int(text) <= WIDTHS[1]:
        raise NotAllowedError(f"a whole number from {WIDTHS[0]} to {WIDTHS[1]}")
    return int(text)


def _number(label: str, key: str, *, whole: bool = False) -> Any:
    """A number that is typed; None where it cannot be read, and a sentence says so."""
    bound = SETTINGS.bound(key, partial(_linked_number, whole=whole))
    st.text_input(label, _own()[key], **bound)
    try:
        return _read(SETTINGS.values[key], whole=whole)
    except NumberError as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return None


def _read(text: str, *, whole: bool) -> float:
    value = read_number(text, whole=whole)
    if not whole:
        return value
    if value != value or value % 1 or not 0 <= value < 2**32:
        raise NumberError(
            f"The seed is {text.strip()}; it must be a whole number from 0 to 4,294,967,295."
        )
    return int(value)


def _linked_number(text: str, *, whole: bool) -> str:
    try:
        _read(text, whole=whole)
    except NumberError:
        raise NotAllowedError("a whole number from 0 on" if whole else "a number") from None
    return text
