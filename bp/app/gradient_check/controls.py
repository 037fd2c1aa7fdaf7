"""What the gradient check is asked: every choice as a widget, bound to the address."""

from typing import Any

import streamlit as st

from bp.app.components.controls.fields import text_of
from bp.app.components.controls.hyperparameters import TARGETS_EXPLAINED
from bp.app.components.controls.widgets import data_menu, in_the_address, segments
from bp.app.components.headings import page_title
from bp.app.gradient_check.more import (
    iterations,
    network_controls,
    precision,
    slider,
)
from bp.app.gradient_check.settings import LEARNING_RATES, MOST_DRAWS, CheckSettings, parse_step
from bp.app.live.connection import end_page
from bp.data import SCALINGS
from bp.gradient_check import MISTAKES
from bp.training import TrainConfig
from bp.training.config import label

MOST_SAMPLES = 20
STEPS_OFFERED = [f"1e-{power}" for power in range(1, 13)]
ENTRIES_EXPLAINED = {
    "all": "Every parameter.",
    "sample": "A random sample of each array, for large networks.",
}


def check_controls() -> CheckSettings:
    """Draw the controls in the sidebar; say what is wrong and stop where a value cannot be."""
    with st.sidebar:
        mistake = _mistake()
        choices: dict[str, Any] = _data_controls()
        samples, step, (entries, sample) = _samples(), _step(), _entries()
        with st.expander("More", icon=":material/tune:"):
            digits, before = precision(), iterations()
            choices |= network_controls()
    try:
        h = parse_step(step)
    except ValueError as error:
        check_title()
        st.error(str(error), icon=":material/error:")
        end_page()
    rate = LEARNING_RATES[choices["scaling"]]
    config = TrainConfig(**choices, learning_rate=rate, iterations=max(before, 1))
    return CheckSettings(config, before, samples, h, digits, entries, mistake, sample)


def check_title(subject: str = "") -> None:
    """The page's name, and what is checked where that is known."""
    sentence = "See whether backpropagation is right, and where a mistake in it shows up."
    page_title("Gradient check", sentence, subject)


def draw_another(settings: CheckSettings) -> None:
    """Have the controls ask for the next random sample, and after the last for the first."""
    st.session_state["check_draw"] = (settings.sample + 1) % MOST_DRAWS + 1


def ask_for(settings: CheckSettings) -> dict[str, str]:
    """Have the controls ask for a check, on their next drawing; the address that says the same."""
    config, entries = settings.config, settings.entries
    offered = {float(step): step for step in STEPS_OFFERED}
    asked = {
        "break": settings.mistake is not None,
        "samples": settings.samples,
        "h": offered.get(settings.h, text_of(settings.h)),
        "entries": "all" if entries is None else "sample",
        "precision": settings.precision,
        "iterations": settings.iterations,
    }
    asked |= {"mistake": settings.mistake} if settings.mistake else {}
    asked |= {"sample_size": entries, "draw": settings.sample + 1} if entries else {}
    for name in ("dataset", "scaling", "targets", "hidden_size", "activation", "seed"):
        asked[name] = getattr(config, name)
    said = {name: str(value) for name, value in asked.items()}
    said["break"] = said["break"].lower()
    if settings.mistake:
        said["mistake"] = MISTAKES[settings.mistake].label
    for name, value in asked.items():
        st.session_state[f"check_{name}"] = value
    return {f"check_{name}": text for name, text in said.items()}


def _mistake() -> str | None:
    """The switch, and where it is on the choice of mistakes."""
    on = st.toggle(
        "Break backpropagation",
        help="Make a mistake on the way back on purpose, as real code makes it, and see whether "
        "the check catches it. The loss itself stays right.",
        **in_the_address("check_break"),
    )
    if not on:
        return None
    name: str = st.selectbox(
        "Mistake",
        list(MISTAKES),
        format_func=lambda name: MISTAKES[name].label,
        label_visibility="collapsed",
        **in_the_address("check_mistake"),
    )
    return name


def _samples() -> int:
    explanation = "Training images drawn at random, always the same ones, as one batch."
    return slider("Samples", "check_samples", explanation, (1, MOST_SAMPLES), 3)


def _step() -> str | None:
    return st.selectbox(
        "Step h",
        STEPS_OFFERED,
        index=STEPS_OFFERED.index("1e-4"),
        accept_new_options=True,
        help="Each parameter is moved by h up and down: (f(x + h) - f(x - h)) / 2h. Choose one, "
        "or type another such as 3e-5.",
        **in_the_address("check_h"),
    )


def _entries() -> tuple[int | None, int]:
    """How many entries of each array are checked, and in which random sample."""
    if segments("Parameters", ENTRIES_EXPLAINED, "all", **in_the_address("check_entries")) == "all":
        return None, 0
    entries = int(
        st.number_input(
            "Entries of each array",
            1,
            10_000,
            100,
            help="Drawn at random; an array with fewer is checked whole.",
            **in_the_address("check_sample_size"),
        )
    )
    explanation = "Each number draws other entries; the same number draws the same ones again."
    name = in_the_address("check_draw")
    draw = st.number_input("Random sample number", 1, MOST_DRAWS, 1, help=explanation, **name)
    return entries, int(draw) - 1


def _data_controls() -> dict[str, str]:
    pixels = {name: SCALINGS[name].help for name in SCALINGS}
    return {
        "dataset": data_menu(**in_the_address("check_dataset")),
        "scaling": segments(label("scaling"), pixels, "unit", **in_the_address("check_scaling")),
        "targets": segments(
            label("targets"), TARGETS_EXPLAINED, "labels", **in_the_address("check_targets")
        ),
    }
