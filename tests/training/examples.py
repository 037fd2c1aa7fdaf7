"""What the training's tests share: made-up data, short configs, and what makes two runs equal."""

from typing import Any

import numpy as np
import pandas as pd

from bp.data import Dataset, Scaling, fit_scaling
from bp.nn import TwoLayerNet
from bp.training import History, TrainConfig, Trainer
from bp.training.arrays import StackedArrays
from tests.nn.samples import Array


def blobs(train: int = 300, test: int = 70, seed: int = 0) -> Dataset:
    """Four classes of 3 × 4 pixels, each scattered around a picture of its own."""
    rng = np.random.default_rng(seed)
    pictures = rng.integers(40, 216, (4, 12))

    def part(size: int) -> tuple[Array, Array]:
        t = rng.integers(4, size=size)
        x = pictures[t] + rng.normal(0, 40, (size, 12))
        return x.clip(0, 255).astype(np.uint8), t

    (x_train, t_train), (x_test, t_test) = part(train), part(test)
    return Dataset("blobs", x_train, t_train, x_test, t_test, (3, 4), 255, tuple("abcd"))


BLOBS = blobs()


def config(**changes: Any) -> TrainConfig:
    """A short run on the blobs: 60 iterations, an epoch every 18.75."""
    values = {"dataset": "blobs", "hidden_size": 8, "batch_size": 16, "iterations": 60}
    return TrainConfig(**{**values, "weight_init_std": 0.1, **changes})


def trained(*configs: TrainConfig, dataset: Dataset = BLOBS) -> Trainer:
    """The configs trained to their end."""
    trainer = Trainer(dataset, configs)
    trainer.advance(trainer.iterations)
    return trainer


def assert_same(ours: History, theirs: History) -> None:
    """Two records are equal to the last bit: of the same products, of the same shapes."""
    assert ours.config == theirs.config
    assert ours.rates == theirs.rates
    np.testing.assert_array_equal(ours.loss, theirs.loss)
    pd.testing.assert_frame_equal(ours.evaluations, theirs.evaluations, check_exact=True)
    pd.testing.assert_frame_equal(ours.probes, theirs.probes, check_exact=True)


# Only products of the same shapes are the same to the last bit: for another shape (a run in a stack
# and alone, another batch) a BLAS may choose another kernel, which adds up in another order. A sum
# of a hundred products is then off by some 1e-6 of itself, and an update hands that on; in runs
# that settle, as those here do, it stays within 1e-5 over 200 iterations. Ten times that is ours.
ROUNDING = 1e-4
ON_THE_BORDER = {"train_accuracy": 1.5 / 300, "test_accuracy": 1.5 / 70, "dead_units": 1.5}


def assert_close(ours: History, theirs: History) -> None:
    """Two records are equal up to the rounding of float32, which may tip a sample or a unit."""
    assert ours.config == theirs.config
    np.testing.assert_allclose(ours.loss, theirs.loss, ROUNDING)
    for table in ("evaluations", "probes"):
        one, other = getattr(ours, table), getattr(theirs, table)
        assert list(one) == list(other)
        for name in one:
            atol = ON_THE_BORDER.get(name, 1e-6)
            np.testing.assert_allclose(one[name], other[name], ROUNDING, atol, err_msg=name)


def stacked_arrays(network: TwoLayerNet) -> StackedArrays:
    """A copy of the parameters of a stacked network."""
    runs = len(network.params["W1"])
    return StackedArrays.of_networks([network.run(run) for run in range(runs)])


def scaling(name: str = "unit", dataset: Dataset = BLOBS) -> Scaling:
    return fit_scaling(dataset, name)
