"""What stands behind More on the map: how the space is searched, and with how many seeds."""

from functools import partial

import streamlit as st

from bp.app.components.controls.link import NotAllowedError, plain
from bp.app.components.controls.settings import Settings
from bp.app.components.controls.widgets import segments
from bp.search.space.space import MOST_RUNS, MOST_SEEDS
from bp.training import ConfigError
from bp.training.numbers import NumberError, read_number

SEARCHES = {
    "grid": "Every combination of the values.",
    "random": "Runs drawn by chance between the first and the last value of each.",
}
NUMBERS = {  # key → label, the most that it may be, explanation
    "map_seeds": ("Seeds", MOST_SEEDS, "How often each is trained, each time from a new seed."),
    "random_runs": ("Runs", MOST_RUNS, "How many runs are drawn."),
}


def draw_search(settings: Settings) -> None:
    """The controls: grid or random, how many seeds, and how many runs are drawn."""
    segments("Search", SEARCHES, "grid", **settings.bound("search", _read_search))
    for key in _asked(settings):
        label, most, explanation = NUMBERS[key]
        bound = settings.bound(key, partial(_linked, most))
        st.text_input(label, help=explanation, **bound)


def read_search(settings: Settings) -> tuple[int, int] | None:
    """How many seeds, and how many runs are drawn, 0 for a grid.

    None where one of them cannot be read, and a sentence says why.
    """
    read: dict[str, int] = {}
    for key in _asked(settings):
        label, most, _ = NUMBERS[key]
        try:
            read[key] = _read_whole(settings.values[key], label, most)
        except (NumberError, ConfigError) as error:
            st.error(plain(str(error)), icon=":material/error:")
            return None
    return read["map_seeds"], read.get("random_runs", 0)


def search_in_words(settings: Settings) -> list[str]:
    """What is asked other than at first: "drawn at random: 200 runs", "seeds: 3"."""
    values = settings.values
    drawn = f"drawn at random: {values['random_runs']} runs" * (values["search"] == "random")
    return [drawn, f"seeds: {values['map_seeds']}" * (values["map_seeds"] != "1")]


def _asked(settings: Settings) -> list[str]:
    return list(NUMBERS) if settings.values["search"] == "random" else ["map_seeds"]


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
