"""What the gradient check is asked: every choice as a widget, bound to the address."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from bp.app.controls import ACTIVATIONS_EXPLAINED, IN_THE_ADDRESS, TARGETS_EXPLAINED
from bp.data import DATASETS, SCALINGS
from bp.nn import MISTAKES
from bp.training import TrainConfig

LEARNING_RATES = {"raw": 0.001, "unit": 0.1, "standard": 0.01}  # for the training before a check
MOST_SAMPLES, MOST_ITERATIONS = 20, 1_000
SMALLEST_STEP, LARGEST_STEP = 1e-15, 1.0
STEPS_OFFERED = [f"1e-{power}" for power in range(1, 13)]
PRECISIONS_EXPLAINED = {
    "float64": "16 digits: what a gradient check needs.",
    "float32": "7 digits, as networks are trained with: rounding hides most of what is checked.",
}
ENTRIES_EXPLAINED = {
    "all": "Every parameter.",
    "sample": "A random sample of each array, for large networks.",
}


@dataclass(frozen=True)
class CheckSettings:
    """One gradient check, written down."""

    config: TrainConfig  # the network, its data and how it is trained first
    iterations: int = 0  # of training before the check
    samples: int = 3
    h: float = 1e-4
    precision: str = "float64"
    entries: int | None = None  # of each array; None checks all
    mistake: str | None = None  # a key of MISTAKES


def check_controls() -> CheckSettings:
    """Draw the controls in the sidebar; say what is wrong and stop where a value cannot be."""
    with st.sidebar:
        mistake = _mistake()
        dataset = st.selectbox(
            "Data",
            list(DATASETS),
            key="check_dataset",
            help=_as_list({name: source.description for name, source in DATASETS.items()}),
            **IN_THE_ADDRESS,
        )
        pixels = {name: SCALINGS[name].help for name in SCALINGS}
        scaling = _choice("Pixels", "check_scaling", pixels, "unit")
        targets = _choice("Targets", "check_targets", TARGETS_EXPLAINED, "labels")
        samples = _samples()
        h = _step()
        entries = _entries()
        with st.expander("More", icon=":material/tune:"):
            further = _further_controls()
    config = TrainConfig(
        dataset=dataset,
        scaling=scaling,
        targets=targets,
        hidden_size=further["hidden_size"],
        activation=further["activation"],
        seed=further["seed"],
        learning_rate=LEARNING_RATES[scaling],
        iterations=max(further["iterations"], 1),
    )
    return CheckSettings(
        config, further["iterations"], samples, h, further["precision"], entries, mistake
    )


def parse_step(text: str | None) -> float:
    """The step h that was chosen or typed. Raises ValueError with a sentence for the user."""
    try:
        h = float(text or "")
    except ValueError:
        raise ValueError(f"The step h must be a number such as 1e-4, not “{text or ''}”.") from None
    if not SMALLEST_STEP <= h <= LARGEST_STEP:
        raise ValueError(
            f"The step h is {h:g}, but it must be positive: from {SMALLEST_STEP:g} to "
            f"{LARGEST_STEP:g}."
        )
    return h


def _mistake() -> str | None:
    """The switch, and where it is on the choice of mistakes."""
    on = st.toggle(
        "Break backpropagation",
        key="check_break",
        help="Make a mistake on the way back on purpose, as real code makes it, and see whether "
        "the check catches it. The loss itself stays right.",
        **IN_THE_ADDRESS,
    )
    if not on:
        return None
    name: str = st.selectbox(
        "Mistake",
        list(MISTAKES),
        format_func=lambda name: MISTAKES[name].label,
        key="check_mistake",
        label_visibility="collapsed",
        **IN_THE_ADDRESS,
    )
    return name


def _samples() -> int:
    asked = st.query_params.get("check_samples")
    samples = st.slider(
        "Samples",
        1,
        MOST_SAMPLES,
        3,
        key="check_samples",
        help="The first images of the training part, as one batch.",
        **IN_THE_ADDRESS,
    )
    if asked not in (None, str(samples)):
        st.warning(
            f"The link asks for “{asked}” samples. A check needs 1 to {MOST_SAMPLES}; "
            f"{samples} are used.",
            icon=":material/link_off:",
        )
    return samples


def _step() -> float:
    text = st.selectbox(
        "Step h",
        STEPS_OFFERED,
        index=STEPS_OFFERED.index("1e-4"),
        accept_new_options=True,
        key="check_h",
        help="Each parameter is moved by h up and down: (f(x + h) - f(x - h)) / 2h. Choose one, "
        "or type another such as 3e-5.",
        **IN_THE_ADDRESS,
    )
    try:
        return parse_step(text)
    except ValueError as error:
        st.error(str(error), icon=":material/error:")
        st.stop()


def _entries() -> int | None:
    if _choice("Parameters", "check_entries", ENTRIES_EXPLAINED, "all") == "all":
        return None
    return int(
        st.number_input(
            "Entries of each array",
            1,
            10_000,
            100,
            key="check_sample_size",
            help="Drawn at random; an array with fewer is checked whole.",
            **IN_THE_ADDRESS,
        )
    )


def _further_controls() -> dict[str, Any]:
    precision = _choice("Precision", "check_precision", PRECISIONS_EXPLAINED, "float64")
    iterations = st.slider(
        "Training first",
        0,
        MOST_ITERATIONS,
        0,
        step=50,
        key="check_iterations",
        help="Iterations of batch 100 before the check. Learning rate: "
        + ", ".join(f"{rate:g} on {name} pixels" for name, rate in LEARNING_RATES.items())
        + ".",
        **IN_THE_ADDRESS,
    )
    hidden_size = st.slider(
        "Hidden size",
        1,
        500,
        50,
        key="check_hidden_size",
        help="Units of the hidden layer.",
        **IN_THE_ADDRESS,
    )
    activation = _choice("Activation", "check_activation", ACTIVATIONS_EXPLAINED, "relu")
    seed = st.number_input(
        "Seed",
        0,
        2**32 - 1,
        0,
        key="check_seed",
        help="Decides the initial weights and which entries are drawn.",
        **IN_THE_ADDRESS,
    )
    return {
        "precision": precision,
        "iterations": iterations,
        "hidden_size": hidden_size,
        "activation": activation,
        "seed": int(seed),
    }


def _choice(label: str, key: str, explained: dict[str, str], default: str) -> str:
    chosen: str = st.segmented_control(
        label,
        list(explained),
        default=default,
        required=True,
        help=_as_list(explained),
        key=key,
        **IN_THE_ADDRESS,
    )
    return chosen


def _as_list(explained: dict[str, str]) -> str:
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
