"""The network of a run at moments of its beginning, trained anew: same config, same curve."""

from collections.abc import Sequence

from bp.data import Dataset
from bp.nn import TwoLayerNet
from bp.nn.precision import recast
from bp.training import TrainConfig, Trainer

MOMENTS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000)  # iterations done
WORK = 1.2e10  # multiplications of one forward pass over all: about a second of training


def moments(config: TrainConfig, features: int, done: int) -> list[int]:
    """Those of MOMENTS that a run has passed after `done` iterations and that are soon reached."""
    one = features * config.hidden_size * config.batch_size
    return [moment for moment in MOMENTS if moment < done and moment * one <= WORK]


def replay(
    dataset: Dataset, config: TrainConfig, rates: Sequence[tuple[int, float]], done: int
) -> dict[int, TwoLayerNet]:
    """Train the run again, with the changes of its learning rate; keep a copy at each moment.

    `rates` is that of its History. A network of 784–50–10 takes 160 kB, so that keeping copies of
    up to 80 runs as they train would take more memory than training them again takes time.
    """
    trainer = Trainer(dataset, [config])
    changes, kept = dict(rates), {}
    for moment in moments(config, dataset.features, done):
        for change in sorted(at for at in changes if trainer.iteration <= at < moment):
            trainer.advance(change - trainer.iteration)
            trainer.set_learning_rate(0, changes[change])
        trainer.advance(moment - trainer.iteration)
        kept[moment] = recast(trainer.networks[0], "float32")
    return kept
