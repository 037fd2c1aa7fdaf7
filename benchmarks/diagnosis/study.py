"""Short runs and what became of them: every rate of a family, followed beyond its end.

From where it stands, every network goes on at three rates: its own, the one that turned out best
for its family, and a tenth of that. What the weights are still good for shows there, and no
threshold of `bp.diagnosis` takes part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.diagnosis.families import ITERATIONS, RATES, Family, open_dataset
from bp.data import Dataset, fit_scaling
from bp.nn import ACTIVATIONS, TwoLayerNet
from bp.training import History, TrainConfig, Trainer
from bp.training.arrays import StackedArrays
from bp.training.descent import Batches, Descent
from bp.training.evaluation import Evaluator
from bp.training.optimizers import OPTIMIZERS

LONGER = 2  # times the iterations: for so long every run goes on
JUDGED_ON = 10_000  # training samples for the loss after that, to save time on the full MNIST


@dataclass(frozen=True)
class Fate:
    """Where a run ended and what became of it; accuracies are those of the test part."""

    rate: float
    best_rate: float  # of its family
    majority_share: float
    best_accuracy: float  # of its family, after as many iterations
    best_loss: float  # the training loss at that rate
    accuracy: float
    finite: bool  # every weight and loss
    can_be_off: bool  # its hidden units
    off_units: float  # share of hidden units that pass no gradient for any training sample
    lost_units: float  # the same, beyond what was so at the start
    train_losses: tuple[float, float, float]  # at the start, at the end, after going on
    test_losses: tuple[float, float, float]  # the lowest, at the end, after going on
    accuracy_after: dict[str, float]  # "own", "best", "tenth": after going on at that rate


@dataclass(frozen=True)
class Case:
    """One run and its fate."""

    family: Family
    history: History
    fate: Fate


@dataclass(frozen=True)
class Aftermath:
    """What going on at one of the rates led to."""

    accuracy: float
    test_loss: float
    train_loss: float


def study(family: Family) -> list[Case]:
    """Train a family and follow every one of its runs."""
    dataset, configs = open_dataset(family.dataset), family.configs()
    trainer = Trainer(dataset, configs)
    off_at_start = off_everywhere(dataset, configs[0], trainer.networks)
    trainer.advance(trainer.iterations)
    off = off_everywhere(dataset, configs[0], trainer.networks)
    ends = list(zip(trainer.networks, off_at_start, off, strict=True))
    histories = trainer.histories
    best = max(histories, key=last_accuracy)
    after = go_on(dataset, configs, trainer.networks, best.config.learning_rate)
    return [
        Case(family, history, fate(history, best, end, {key: after[key][run] for key in after}))
        for run, (history, end) in enumerate(zip(histories, ends, strict=True))
    ]


def fate(
    history: History,
    best: History,
    end: tuple[TwoLayerNet, float, float],
    after: dict[str, Aftermath],
) -> Fate:
    """Put together what is known of a run; `end`: its network, its dead share before and after."""
    rows, own, (network, off_at_start, off) = history.evaluation_records, after["own"], end
    return Fate(
        rate=history.config.learning_rate,
        best_rate=best.config.learning_rate,
        majority_share=history.majority_share,
        best_accuracy=last_accuracy(best),
        best_loss=best.evaluation_records[-1].train_loss,
        accuracy=last_accuracy(history),
        finite=all(np.isfinite(a).all() for a in [history.loss, *network.params.values()]),
        can_be_off=ACTIVATIONS[network.activation].dead_word == "off",
        off_units=off,
        lost_units=off - off_at_start,
        train_losses=(rows[0].train_loss, rows[-1].train_loss, own.train_loss),
        test_losses=(min(r.test_loss for r in rows), rows[-1].test_loss, own.test_loss),
        accuracy_after={key: part.accuracy for key, part in after.items()},
    )


def last_accuracy(history: History) -> float:
    return history.evaluation_records[-1].test_accuracy


def off_everywhere(
    dataset: Dataset, config: TrainConfig, networks: Sequence[TwoLayerNet]
) -> list[float]:
    """The share of each network's hidden units that pass no gradient for any training sample."""
    params, scaling = StackedArrays.of_networks(networks), fit_scaling(dataset, config.scaling)
    alive = Evaluator(params, config.activation, scaling).shares_on(dataset.x_train) > 0
    shares: list[float] = (1 - alive.mean(axis=-1)).tolist()
    return shares


def go_on(
    dataset: Dataset,
    configs: Sequence[TrainConfig],
    networks: Sequence[TwoLayerNet],
    best_rate: float,
) -> dict[str, list[Aftermath]]:
    """Train copies of all networks at each of the three rates; a list has one entry a run."""
    config = configs[0]
    rates = {"own": RATES, "best": [best_rate] * len(RATES), "tenth": [best_rate / 10] * len(RATES)}
    params = StackedArrays.of_networks([*networks] * len(rates))
    every_rate = params.for_every_entry(np.concatenate(list(rates.values())).astype(np.float32))
    scaling = fit_scaling(dataset, config.scaling)
    batches = Batches(dataset, scaling, config.targets, config.batch_size)
    descent, rng = (
        Descent(params, config.activation, config.batch_size),
        np.random.default_rng(config.seed + 100),
    )
    optimizer = OPTIMIZERS[config.optimizer].make()
    for _ in range(LONGER * ITERATIONS[config.batch_size]):
        x, t = batches.batch(rng.integers(len(dataset.x_train), size=config.batch_size))
        _, y = descent.loss(descent.forward(x), t)
        optimizer.update(params.flat, descent.backward(x, t, y).flat, every_rate)
    evaluator, part = Evaluator(params, config.activation, scaling), slice(JUDGED_ON)
    tested = evaluator.accuracy_and_loss(dataset.x_test, dataset.t_test)
    _, train_loss = evaluator.accuracy_and_loss(dataset.x_train[part], dataset.t_train[part])
    every = [Aftermath(*figures) for figures in zip(*tested, train_loss, strict=True)]
    runs = len(networks)
    return {key: every[i * runs : (i + 1) * runs] for i, key in enumerate(rates)}
