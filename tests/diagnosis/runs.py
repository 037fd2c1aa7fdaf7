"""Really trained runs, each once: what the tests of this folder look at."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from bp.data import load_dataset
from bp.diagnosis import diagnose
from bp.training import History, TrainConfig, Trainer

DIGITS: dict[str, Any] = {"dataset": "digits", "hidden_size": 10, "batch_size": 50}

# A config a verdict; what each comes to is in REPORT.md or was found by trying.
ILLS: dict[str, TrainConfig] = {
    "learning": TrainConfig(**DIGITS, learning_rate=0.3, iterations=400),
    "dead": TrainConfig(scaling="raw", learning_rate=0.1, iterations=300),
    "dying": TrainConfig(
        **DIGITS | {"hidden_size": 20}, scaling="raw", learning_rate=0.085, seed=2, iterations=300
    ),
    "saturated": TrainConfig(
        **DIGITS, scaling="raw", activation="sigmoid", learning_rate=5, iterations=300
    ),
    "too_small": TrainConfig(**DIGITS | {"hidden_size": 2}, learning_rate=0.5, iterations=1_000),
    "not_started": TrainConfig(learning_rate=0.001, iterations=300),
    "too_slow": TrainConfig(**DIGITS, scaling="raw", learning_rate=0.003, iterations=400),
    "diverged": TrainConfig(**DIGITS, scaling="standard", learning_rate=10, iterations=400),
    "unstable": TrainConfig(
        **DIGITS, scaling="raw", activation="sigmoid", learning_rate=3, iterations=400
    ),
    "overconfident": TrainConfig(
        **DIGITS | {"hidden_size": 5}, scaling="standard", learning_rate=0.4, iterations=800
    ),
    "weight_decay": TrainConfig(**DIGITS, learning_rate=0.2, weight_decay=0.3, iterations=600),
    "alike": TrainConfig(
        **DIGITS, activation="sigmoid", weight_init_std=0, learning_rate=0.5, iterations=600
    ),
    "too_early": TrainConfig(**DIGITS, iterations=20),
}

LONG = TrainConfig(scaling="raw", learning_rate=0.1, iterations=10_000)
HEALTHY = TrainConfig(dataset="digits", hidden_size=10, learning_rate=0.3, iterations=2_000)


@cache
def trained(config: TrainConfig) -> History:
    """The history of the finished run."""
    return begun(config, config.iterations).histories[0]


def cures(history: History, repeats: Iterable[History] = ()) -> list[TrainConfig]:
    """The proposals for a run, the best first."""
    return [cure.config for cure in diagnose(history, repeats).cures]


def begun(config: TrainConfig, iterations: int) -> Trainer:
    """A trainer that was stopped on the way."""
    trainer = Trainer(load_dataset(config.dataset), [config])
    trainer.advance(iterations)
    return trainer


@cache
def moved(config: TrainConfig, *moves: tuple[int, float]) -> History:
    """The finished run whose learning rate was moved: each time at an iteration, to a rate."""
    trainer = begun(config, 0)
    for iteration, rate in moves:
        trainer.advance(iteration - trainer.iteration)
        trainer.set_learning_rate(0, rate)
    trainer.advance(trainer.iterations)
    return trainer.histories[0]


@cache
def seeds(config: TrainConfig) -> tuple[History, ...]:
    """The same run with three seeds."""
    return tuple(trained(replace(config, seed=seed)) for seed in range(3))


@cache
def unlucky() -> tuple[History, ...]:
    """Three seeds of a run that learns; the first begins with all its units off."""
    configs = [replace(ILLS["learning"], seed=seed) for seed in range(3)]
    trainer = Trainer(load_dataset("digits"), configs)
    trainer.parts[0].params.b1[:] = -1_000
    trainer.advance(trainer.iterations)
    return tuple(trainer.histories)
