"""A small batch of real digits sent through a fresh network, and its gradients back."""

from operator import attrgetter

import numpy as np
import streamlit as st

from bp.data import Dataset, fit_scaling
from bp.graph.examples import network_nodes
from bp.graph.nodes import GraphPass, pass_through
from bp.nn import TwoLayerNet

SEED = 0


@st.cache_resource(
    max_entries=16, show_spinner=False, hash_funcs={Dataset: attrgetter("name", "features")}
)
def fresh_pass(
    dataset: Dataset, scaling: str, activation: str, batch: int, hidden: int
) -> GraphPass:
    """Some `batch` training images through a network of `hidden` units, in float64."""
    images, labels = dataset.sample
    pixels = fit_scaling(dataset, scaling).apply(images[:batch])
    network = TwoLayerNet(
        dataset.features,
        hidden,
        dataset.num_classes,
        activation=activation,
        rng=np.random.default_rng(SEED),
    )
    inputs = {"x": pixels.astype(np.float64), "t": labels[:batch]}
    return pass_through(network_nodes(network), inputs)
