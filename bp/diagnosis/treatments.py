"""What to try instead: for each illness a list of configs, the best first.

A cure is a proposal until it has been run. What works most often is one rule for all scalings and
shapes: choose the rate so that the first update is a healthy share of the weights.
"""

import math
from dataclasses import replace

from bp.diagnosis.measures import Measures
from bp.diagnosis.thresholds import (
    HEALTHY_FIRST_UPDATE,
    HIGHEST_UNIT_RATE,
    LOWEST_UNIT_RATE,
    SAFE_UNIT_RATE,
)
from bp.training import LIMITS, TrainConfig

STEP = 10  # how far to move a rate when the first update says nothing
STEP_DOWN = 3  # how far at least to lower a rate that is too large
LONGER = 3  # times the iterations, for a run that only lacks time
DEFAULT = TrainConfig()


def none(_m: Measures) -> list[TrainConfig]:
    """Nothing to cure."""
    return []


def restart_smaller(m: Measures) -> list[TrainConfig]:
    """Start again: scaled pixels at the same rate where that is known to work, or a smaller one."""
    config, fatal = m.config, m.fatal_rate
    smaller = with_rate(m, min(healthy_rate(m), fatal / STEP_DOWN))
    if config.weight_init_std == 0:
        return [replace(config, weight_init_std=DEFAULT.weight_init_std)]
    if config.scaling != "raw":
        return [smaller]
    if LOWEST_UNIT_RATE <= fatal <= HIGHEST_UNIT_RATE:
        return [replace(config, scaling="unit", learning_rate=fatal), smaller]
    return [smaller, replace(config, scaling="unit", learning_rate=SAFE_UNIT_RATE)]


def raise_rate(m: Measures) -> list[TrainConfig]:
    """A larger rate, or more time where the rate is right already."""
    longer = replace(m.config, iterations=int(_within("iterations", LONGER * m.config.iterations)))
    rate = healthy_rate(m)
    return [with_rate(m, rate), longer] if rate > 1.5 * m.learning_rate else [longer]


def lower_rate(m: Measures) -> list[TrainConfig]:
    """A smaller rate from a new start; what died does not come back."""
    return [with_rate(m, min(healthy_rate(m), m.learning_rate / STEP_DOWN))]


def stop_early(m: Measures) -> list[TrainConfig]:
    """Stop where the test loss was lowest."""
    return [replace(m.config, iterations=max(1, m.best.iteration))] if m.best else []


def other_seed(m: Measures) -> list[TrainConfig]:
    """The next seed; or a rate that is less at the mercy of chance."""
    seed = int(_within("seed", m.config.seed + 1))
    return [*lower_rate(m), replace(m.config, seed=seed)]


def healthy_rate(m: Measures) -> float:
    """The rate at which the first update would be a healthy share of the weights.

    Where the weights or the update were 0, a tenth of the rate in use.
    """
    if not (math.isfinite(m.first_update) and m.first_update > 0):
        return m.learning_rate / STEP
    return m.learning_rate * HEALTHY_FIRST_UPDATE[m.config.activation] / m.first_update


def with_rate(m: Measures, rate: float) -> TrainConfig:
    """The config at a rate, rounded to one digit and within what may be trained with."""
    return replace(m.config, learning_rate=_within("learning_rate", float(f"{rate:.1g}")))


def _within(name: str, value: float) -> float:
    return min(max(value, LIMITS[name].lowest), LIMITS[name].highest)
