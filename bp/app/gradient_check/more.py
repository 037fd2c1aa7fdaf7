"""What stands behind More on the gradient check, and the widgets that all its controls are."""

from typing import Any

import streamlit as st

from bp.app.components.controls.form import DEFAULTS
from bp.app.components.controls.hyperparameters import ACTIVATIONS_EXPLAINED
from bp.app.components.controls.settings import IN_THE_ADDRESS
from bp.app.gradient_check.settings import LEARNING_RATES
from bp.training import LIMITS

MOST_ITERATIONS = 1_000
PRECISIONS_EXPLAINED = {
    "float64": "16 digits: what a gradient check needs.",
    "float32": "7 digits, as networks are trained with: rounding hides most of what is checked.",
}


def precision() -> str:
    """Of the network that is checked."""
    return choice("Precision", "check_precision", PRECISIONS_EXPLAINED, "float64")


def iterations() -> int:
    """Of the training before the check."""
    rates = ", ".join(f"{rate:g} on {name} pixels" for name, rate in LEARNING_RATES.items())
    explanation = f"Iterations of batch 100 before the check. Learning rate: {rates}."
    return slider("Training first", "check_iterations", explanation, (0, MOST_ITERATIONS), 0)


def network_controls() -> dict[str, Any]:
    """The fields of a TrainConfig that make the network."""
    sizes = int(LIMITS["hidden_size"].lowest), int(LIMITS["hidden_size"].highest)
    explanation = "Units of the hidden layer."
    hidden_size = slider(
        "Hidden size", "check_hidden_size", explanation, sizes, DEFAULTS.hidden_size
    )
    activation = choice("Activation", "check_activation", ACTIVATIONS_EXPLAINED, "relu")
    seed = st.number_input(
        "Seed",
        0,
        int(LIMITS["seed"].highest),
        DEFAULTS.seed,
        key="check_seed",
        help="Decides the initial weights and which entries are drawn.",
        **IN_THE_ADDRESS,
    )
    return {"hidden_size": hidden_size, "activation": activation, "seed": int(seed)}


def slider(label: str, key: str, explanation: str, limits: tuple[int, int], default: int) -> int:
    """A whole number in the address; in steps of 50 where there are many."""
    step = 50 if limits[1] > 500 else 1
    return st.slider(
        label, *limits, default, step=step, key=key, help=explanation, **IN_THE_ADDRESS
    )


def choice(label: str, key: str, explained: dict[str, str], default: str) -> str:
    """One of the keys of a table of explanations."""
    chosen: str = st.segmented_control(
        label,
        list(explained),
        default=default,
        required=True,
        help=as_list(explained),
        key=key,
        **IN_THE_ADDRESS,
    )
    return chosen


def as_list(explained: dict[str, str]) -> str:
    """The explanations as a list for a tooltip."""
    return "\n".join(f"- **{name}:** {sentence}" for name, sentence in explained.items())
