"""What the training's tests share: made-up data, short configs, and what makes two runs equal."""

from typing import Any

import numpy as np
import pandas as pd

from bp.data import Dataset, Scaling, fit_scaling
from bp.training import History, TrainConfig, Trainer
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
    """Two records are equal to the last bit."""
    assert ours.config == theirs.config
    assert ours.rates == theirs.rates
    np.testing.assert_array_equal(ours.loss, theirs.loss)
    pd.testing.assert_frame_equal(ours.evaluations, theirs.evaluations, check_exact=True)
    pd.testing.assert_frame_equal(ours.probes, theirs.probes, check_exact=True)


def assert_close(ours: History, theirs: History, rtol: float = 1e-4) -> None:
    """Two records are equal up to the rounding of float32."""
    assert ours.config == theirs.config
    np.testing.assert_allclose(ours.loss, theirs.loss, rtol)
    for table in ("evaluations", "probes"):
        one, other = getattr(ours, table), getattr(theirs, table)
        pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=rtol, atol=1e-6)


def scaling(name: str = "unit", dataset: Dataset = BLOBS) -> Scaling:
    return fit_scaling(dataset, name)
