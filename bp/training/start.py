"""How a run begins: its weights and the generator of its batches, both from its seed."""

import numpy as np

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


def without_dark(network: TwoLayerNet, dataset: Dataset) -> TwoLayerNet:
    """A network for the lit pixels of `dataset` alone."""
    return network.with_params(W1=network.params["W1"][dataset.lit.columns])


def with_dark(network: TwoLayerNet, dataset: Dataset, config: TrainConfig) -> TwoLayerNet:
    """A copy for whole images again: the weights of dark pixels are those of the beginning."""
    whole = initial_network(dataset, config).params["W1"]
    whole[dataset.lit.columns] = network.params["W1"]
    return network.with_params(
        **{key: array.copy() for key, array in network.params.items()} | {"W1": whole}
    )


def dark_length(network: TwoLayerNet, dataset: Dataset) -> float:
    """The Euclidean norm of the weights of the dark pixels, which training leaves alone."""
    dark = np.delete(network.params["W1"], dataset.lit.columns, axis=0)
    return float(np.linalg.norm(dark.astype(np.float64)))
