"""The very first step of a run: how long it is, and how sharply the loss curves under it."""

from dataclasses import dataclass

from bp.analysis.curvature import Curvature, curvature
from bp.data import Dataset, fit_scaling
from bp.training import Probe, TrainConfig, Trainer

IMAGES = 300  # on which the curvature is measured


@dataclass(frozen=True)
class FirstStep:
    """The first update, and the curvature at the initial weights."""

    probe: Probe
    curvature: Curvature


def first_step(dataset: Dataset, config: TrainConfig) -> FirstStep:
    """Begin a run anew and measure its start; the same config starts the same."""
    trainer = Trainer(dataset, [config])
    pixels, labels = dataset.sample
    x = fit_scaling(dataset, config.scaling).apply(pixels[:IMAGES])
    sharpest = curvature(trainer.networks[0], x, labels[:IMAGES])
    trainer.advance(1)
    return FirstStep(trainer.histories[0].probe_records[0], sharpest)
