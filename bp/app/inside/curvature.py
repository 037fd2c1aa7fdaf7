"""How sharply the loss curves along the way, beside the learning rate in use."""

import math

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from bp.analysis.curvature import Curvature, curvature
from bp.app.components.chart import draw
from bp.app.inside.state import Subject
from bp.app.inside.weights import networks_through_training
from bp.charts import rate_and_limit
from bp.diagnosis.wording import number, rate
from bp.nn import TwoLayerNet
from bp.training import OPTIMIZERS, History, TrainConfig

SAMPLES = 300  # of the fixed sample of training images: one batch
SKIPPED = {1, 3}  # moments at which nothing has changed yet
EXPLANATION = (
    "λ is the largest eigenvalue of the Hessian of the loss, found by power iteration on "
    "differences of gradients. On a quadratic loss with this λ, gradient descent diverges at "
    "rates above 2/λ. The figure is **local**: it is of one batch, and changes during training. "
    "So a network may still learn at a rate above it; on the full batch, training often stays "
    "close to it. [Cohen et al. 2021, Gradient Descent on Neural Networks Typically Occurs "
    "at the Edge of Stability](https://arxiv.org/abs/2103.00065)"
)


@st.fragment
def curvature_view(subject: Subject) -> None:
    """The limit 2/λ and the rate over training, and what they say of now."""
    measured = _measured(subject)
    now = measured[subject.iteration]
    learning_rate = subject.history.rate_at(subject.iteration)
    words = in_words(now, learning_rate)
    st.markdown(f"**Curvature and learning rate**, on {SAMPLES} training images, always the same")
    st.markdown(f"After {subject.iteration:,} iterations {words}")
    table = points(measured, subject.history)
    draw(rate_and_limit, table, description=f"Line chart of 2/λ and the learning rate. {words}")
    st.caption(EXPLANATION)
    if note := other_updates(subject.history.config):
        st.caption(note)
    if not all(found.converged for found in measured.values()):
        st.caption("Where two eigenvalues are nearly equal, λ may be off by about 1 %.")


def points(measured: dict[int, Curvature], history: History) -> pd.DataFrame:
    """Columns iteration, line, value and largest; 2/λ is left out where nothing curves up."""
    rows = []
    for iteration, found in measured.items():
        rows.append((iteration, "learning rate", history.rate_at(iteration), found.largest))
        if math.isfinite(found.limit):
            rows.append((iteration, "2/λ", found.limit, found.largest))
    return pd.DataFrame(rows, columns=["iteration", "line", "value", "largest"])


def in_words(found: Curvature, learning_rate: float) -> str:
    """The figures of one moment as a sentence."""
    if not math.isfinite(found.limit):
        return "the loss curves upward in no direction, so there is no limit to compare with."
    side = "above" if learning_rate > found.limit else "below"
    return (
        f"λ = {number(found.largest)}, so the local limit is 2/λ = **{rate(found.limit)}**. "
        f"The learning rate **{rate(learning_rate)}** is {side} it."
    )


def other_updates(config: TrainConfig) -> str:
    """What keeps 2/λ from being the limit of these updates; nothing for plain descent."""
    notes = []
    if config.optimizer != "sgd":
        label = OPTIMIZERS[config.optimizer].label
        notes.append(f"The limit is that of plain gradient descent; {label} has another.")
    if config.weight_decay:
        notes.append("λ is that of the loss without the penalty of the weight decay.")
    return " ".join(notes)


def _measured(subject: Subject) -> dict[int, Curvature]:
    pixels, labels = subject.dataset.sample
    x, t = subject.scaling.apply(pixels[:SAMPLES]), labels[:SAMPLES]
    networks = networks_through_training(subject)
    wanted = [moment for moment in networks if moment not in SKIPPED or moment == subject.iteration]
    measured, bar = {}, st.empty()
    for place, moment in enumerate(wanted):
        bar.progress(place / len(wanted), text=_progress(place, len(wanted), moment))
        measured[moment] = _cached(networks[moment], x, t)
    bar.empty()
    return measured


def _progress(place: int, count: int, moment: int) -> str:
    return f"Point {place + 1} of {count}: the curvature after {moment:,} iterations …"


@st.cache_data(
    max_entries=256,
    show_spinner=False,
    hash_funcs={TwoLayerNet: lambda network: (network.activation, dict(network.params))},
)
def _cached(network: TwoLayerNet, x: NDArray[np.float32], t: NDArray[np.int64]) -> Curvature:
    return curvature(network, x, t)
