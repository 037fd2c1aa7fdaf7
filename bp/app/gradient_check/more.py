"""What stands behind More on the gradient check."""

from typing import Any

import streamlit as st

from bp.app.components.controls.form import DEFAULTS
from bp.app.components.controls.hyperparameters import ACTIVATIONS_EXPLAINED
from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.gradient_check.settings import LEARNING_RATES
from bp.training import LIMITS
from bp.training.config import label

MOST_ITERATIONS = 1_000
PRECISIONS_EXPLAINED = {
    "float64": "16 digits: what a gradient check needs.",
    "float32": "7 digits, as networks are trained with: rounding hides most of what is checked.",
}


def precision() -> str:
    """Of the network that is checked."""
    return segments(
        "Precision", PRECISIONS_EXPLAINED, "float64", **in_the_address("check_precision")
    )


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
        label("hidden_size"), "check_hidden_size", explanation, sizes, DEFAULTS.hidden_size
    )
    activation = segments(
        label("activation"), ACTIVATIONS_EXPLAINED, "relu", **in_the_address("check_activation")
    )
    seed = st.number_input(
        label("seed"),
        0,
        int(LIMITS["seed"].highest),
        DEFAULTS.seed,
        help="Decides the initial weights and which entries are drawn.",
        **in_the_address("check_seed"),
    )
    return {"hidden_size": hidden_size, "activation": activation, "seed": int(seed)}


def slider(heading: str, key: str, explanation: str, limits: tuple[int, int], default: int) -> int:
    """A whole number in the address; in steps of 50 where there are many."""
    step = 50 if limits[1] > 500 else 1
    return st.slider(heading, *limits, default, step=step, help=explanation, **in_the_address(key))
