"""Runs of every kind that a user can make, for the sentences said of them to be checked."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from bp.data import SCALINGS, Dataset
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS, History, TrainConfig, Trainer

RATES = (1e-5, 1e-3, 0.03, 0.3, 1, 10)
SHAPES = ((1, 1), (3, 20), (20, 50))  # hidden size, batch size
DECAYS = (0.03, 1)
MOVES = ((0.1, 5), (1e-4, 0.3), (0.3, 1e-5))  # learning rates before and after


def varied_runs(dataset: Dataset, iterations: int) -> Iterator[History]:
    """Histories at several moments: paused, moved, extended, stacked and alone."""
    whole = TrainConfig(dataset=dataset.name, iterations=iterations)
    for scaling, activation, (hidden, batch) in product(SCALINGS, ACTIVATIONS, SHAPES):
        config = replace(
            whole, scaling=scaling, activation=activation, hidden_size=hidden, batch_size=batch
        )
        yield from stopped(dataset, [replace(config, learning_rate=rate) for rate in RATES])
    for scaling, optimizer in product(SCALINGS, OPTIMIZERS):
        config = replace(whole, scaling=scaling, optimizer=optimizer, hidden_size=10, batch_size=50)
        yield from stopped(dataset, [replace(config, learning_rate=rate) for rate in RATES])
    for scaling, (before, after) in product(SCALINGS, MOVES):
        config = replace(whole, scaling=scaling, hidden_size=10, batch_size=50)
        yield from moved(dataset, replace(config, learning_rate=before), after)
    for activation, optimizer, decay in product(ACTIVATIONS, OPTIMIZERS, DECAYS):
        config = replace(whole, activation=activation, optimizer=optimizer, weight_decay=decay)
        yield from stopped(dataset, [replace(config, learning_rate=rate) for rate in RATES[1::2]])
    yield from moved_twice(dataset, replace(whole, hidden_size=10, batch_size=50))
    for activation in ACTIVATIONS:
        config = replace(whole, activation=activation)
        yield from stopped(dataset, [replace(config, weight_init_std=std) for std in (0, 1, 10)])


def stopped(dataset: Dataset, configs: list[TrainConfig]) -> Iterator[History]:
    """Trained together, and looked at before, soon after the start, and at the end."""
    trainer = Trainer(dataset, configs)
    for until in (0, 1, 30, configs[0].iterations):
        trainer.advance(until - trainer.iteration)
        yield from trainer.snapshot().histories


def moved(dataset: Dataset, config: TrainConfig, rate: float) -> Iterator[History]:
    """Trained at one rate and at another, with a look before, after and later; then extended."""
    trainer = Trainer(dataset, [config])
    half = config.iterations // 2
    trainer.advance(half)
    trainer.set_learning_rate(0, rate)
    yield trainer.snapshot().histories[0]
    for _ in range(3):
        trainer.advance(half // 4)
        yield trainer.snapshot().histories[0]
    trainer.set_iterations(2 * config.iterations)
    trainer.advance(half)
    yield trainer.snapshot().histories[0]


def moved_twice(dataset: Dataset, config: TrainConfig) -> Iterator[History]:
    """A rate that is raised for a few iterations only, and a look at the end."""
    for scaling, (usual, few) in product(SCALINGS, ((0.1, 5), (0.3, 1))):
        trainer = Trainer(dataset, [replace(config, scaling=scaling, learning_rate=usual)])
        for until, rate in ((config.iterations // 2, few), (config.iterations // 2 + 3, usual / 9)):
            trainer.advance(until - trainer.iteration)
            trainer.set_learning_rate(0, rate)
        trainer.advance(trainer.iterations)
        yield trainer.histories[0]
