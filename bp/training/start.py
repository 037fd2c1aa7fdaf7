"""How a run begins: its weights and the generator of its batches, both from its seed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.training.config import TrainConfig


def generators(config: TrainConfig) -> list[np.random.Generator]:
    """For the initial weights and for the batches: a wider network still sees the same batches."""
    return np.random.default_rng(config.seed).spawn(2)


def initial_network(dataset: Dataset, config: TrainConfig) -> TwoLayerNet:
    """The network of a run before its first iteration."""
    return TwoLayerNet(
        dataset.features,
        config.hidden_size,
        dataset.num_classes,
        config.weight_init_std,
        activation=config.activation,
        dtype=np.float32,
        rng=generators(config)[0],
    )


def for_varying_pixels(network: TwoLayerNet, dataset: Dataset) -> TwoLayerNet:
    """A network for the pixels of `dataset` that are not 0 in every image."""
    return network.with_params(W1=network.params["W1"][dataset.varying_pixels.columns])


def network_for_all_pixels(
    dataset: Dataset, config: TrainConfig, params: Mapping[str, NDArray[Any]]
) -> TwoLayerNet:
    """A network for whole images with a copy of trained `params`.

    Where `params` are for varying pixels alone, the other weights are those of the beginning.
    """
    network = initial_network(dataset, config)
    copies = {key: np.array(array) for key, array in params.items()}
    if len(copies["W1"]) < dataset.features:
        whole = network.params["W1"]
        whole[dataset.varying_pixels.columns] = copies["W1"]
        copies["W1"] = whole
    return network.with_params(**copies)


def length_at_zero_pixels(network: TwoLayerNet, dataset: Dataset) -> float:
    """The Euclidean norm of the weights of constant zero pixels, which training leaves alone."""
    columns = dataset.varying_pixels.columns
    constant = np.delete(network.params["W1"], columns, axis=0)
    return float(np.linalg.norm(constant.astype(np.float64)))
