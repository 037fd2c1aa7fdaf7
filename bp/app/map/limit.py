"""The line of 2/λ: for each value of the other axis, the curvature where training begins."""

import math
from dataclasses import replace

import streamlit as st

from bp.analysis.curvature import curvature
from bp.app.components.data import dataset_or_stop
from bp.charts.map.axis import Axis
from bp.data import fit_scaling
from bp.search.space import Space
from bp.training import TrainConfig
from bp.training.blas import one_blas_thread
from bp.training.start import initial_network

SAMPLES = 64  # training images that the curvature is taken on
MOST_POINTS = 12  # of the line
EXPLANATION = (
    "2/λ is where plain gradient descent stops being stable at the start: λ is the largest "
    f"eigenvalue of the Hessian of the loss, at the initial weights, on {SAMPLES} training images. "
    "It moves during training, so networks may learn above the line or fail below it."
)


def limits(space: Space, x: Axis, y: Axis) -> list[tuple[float, float]]:
    """The place on the other axis, and 2/λ there; none where the loss curves upward nowhere."""
    other = y if x.field == "learning_rate" else x
    step = max(1, math.ceil((len(other.values) - 1) / (MOST_POINTS - 1)))
    places = sorted({*range(0, len(other.values), step), len(other.values) - 1})
    found, bar = [], st.empty()
    for count, place in enumerate(places):
        text = f"Curvature at the start: {count + 1} of {len(places)} …"
        bar.progress(count / len(places), text=text)
        config = replace(space.base, **{other.field: other.values[place]})
        found.append((float(other.positions[place]), _limit(_what_counts(config))))
    bar.empty()
    return [(at, limit) for at, limit in found if math.isfinite(limit)]


def is_drawn_for(space: Space, x: Axis, y: Axis) -> bool:
    """Whether there is such a line: a learning rate on one axis, and plain gradient descent."""
    axes = {x.field, y.field}
    return "learning_rate" in axes and "optimizer" not in axes and space.base.optimizer == "sgd"


def _what_counts(config: TrainConfig) -> TrainConfig:
    """The config without what the curvature at the start does not depend on."""
    return replace(config, learning_rate=0.1, batch_size=1, iterations=1, weight_decay=0.0)


@st.cache_data(max_entries=512, show_spinner=False)
def _limit(config: TrainConfig) -> float:
    dataset = dataset_or_stop(config.dataset)
    pixels, labels = dataset.sample
    images = fit_scaling(dataset, config.scaling).apply(pixels[:SAMPLES])
    with one_blas_thread():
        return curvature(initial_network(dataset, config), images, labels[:SAMPLES]).limit
