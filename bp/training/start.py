"""How a run begins: its weights and the generator of its batches, both from its seed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.training.config import TrainConfig

STARTS = ("hidden_size", "weight_init_std", "activation", "seed")  # what the first weights are of


def generators(config: TrainConfig) -> list[np.random.Generator]:
    """For the initial weights and for the batches: a wider network still sees the same batches."""
    return np.random.default_rng(config.seed).spawn(2)


def initial_network(dataset: Dataset, config: TrainConfig) -> TwoLayerNet:
    """The network of a run before its first iteration."""
    return _network(dataset.features, dataset.num_classes, config)


def _network(features: int, classes: int, config: TrainConfig) -> TwoLayerNet:
    return TwoLayerNet(
        features,
        config.hidden_size,
        classes,
        config.weight_init_std,
        activation=config.activation,
        dtype=np.float32,
        rng=generators(config)[0],
    )


# Whoever asks for a training's networks asks again and again, and many of its runs begin alike.
_network_again = lru_cache(maxsize=8)(_network)


def for_varying_pixels(network: TwoLayerNet, dataset: Dataset) -> TwoLayerNet:
    """A network for the pixels of `dataset` that are not 0 in every image."""
    return network.with_params(W1=network.params["W1"][dataset.varying_pixels.columns])


def network_for_all_pixels(
    dataset: Dataset, config: TrainConfig, params: Mapping[str, NDArray[Any]]
) -> TwoLayerNet:
    """A network for whole images with a copy of trained `params`.

    Where `params` are for varying pixels alone, the other weights are those of the beginning.
    """
    start = {name: getattr(config, name) for name in STARTS}
    network = _network_again(dataset.features, dataset.num_classes, TrainConfig(**start))
    copies = {key: np.array(array) for key, array in params.items()}
    if len(copies["W1"]) < dataset.features:
        whole = network.params["W1"].copy()
        whole[dataset.varying_pixels.columns] = copies["W1"]
        copies["W1"] = whole
    return network.with_params(**copies)


def length_at_zero_pixels(network: TwoLayerNet, dataset: Dataset) -> float:
    """The Euclidean norm of the weights of constant zero pixels, which training leaves alone."""
    columns = dataset.varying_pixels.columns
    constant = np.delete(network.params["W1"], columns, axis=0)
    return float(np.linalg.norm(constant.astype(np.float64)))
