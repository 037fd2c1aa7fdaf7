"""Which learning rate a run should have had, by the length of its first update.

One rule for all scalings and shapes: the rate at which the first update is a healthy share of the
weights. Which share is healthy depends on the activation: see ACTIVATIONS.
"""

import math
from dataclasses import replace

from bp.diagnosis.facts import Facts
from bp.training import LIMITS, OPTIMIZERS, TrainConfig

# Adam and AdaGrad, whose first update has the length of the rate whatever the gradient is: at ten
# times the rate of their entry in OPTIMIZERS networks on raw MNIST lost most of their units.
LARGEST_RATE = 10  # times the healthy one

STEP = 10  # how far to move a rate when the first update says nothing
STEP_DOWN = 3  # how far at least to lower a rate that is too large
CLEARLY = 1.5  # times the rate in use, for a larger one to be worth a try
LONGER = 3  # times the iterations, for a run that only lacks time


def has_large_steps(facts: Facts) -> bool:
    """Whether the first update is, at the rate in use, more than a network was seen to stand."""
    optimizer = OPTIMIZERS[facts.config.optimizer]
    if optimizer.healthy_rate:
        return facts.learning_rate >= LARGEST_RATE * optimizer.healthy_rate
    largest = facts.activation.largest_first_update * optimizer.first_update
    return not facts.first_update < largest


def healthy_rate(facts: Facts) -> float:
    """The rate at which the first update would be a healthy share of the weights.

    Where the weights or the update were 0, a tenth of the rate in use. Where the length of an
    update says nothing of its health, as with Adam, the optimizer's own healthy rate.
    """
    optimizer = OPTIMIZERS[facts.config.optimizer]
    if optimizer.healthy_rate:
        return optimizer.healthy_rate
    if not (math.isfinite(facts.first_update) and facts.first_update > 0):
        return facts.learning_rate / STEP
    healthy = facts.activation.healthy_first_update * optimizer.first_update
    return facts.learning_rate * healthy / facts.first_update


def raised_or_longer(facts: Facts) -> list[TrainConfig]:
    """A larger rate, or more time where the rate is right already."""
    iterations = int(within("iterations", LONGER * facts.config.iterations))
    longer, rate = replace(facts.config, iterations=iterations), healthy_rate(facts)
    return [with_rate(facts, rate), longer] if rate > CLEARLY * facts.learning_rate else [longer]


def lowered(facts: Facts, rate: float) -> TrainConfig:
    """The config with a healthy rate that is clearly below `rate`."""
    return with_rate(facts, min(healthy_rate(facts), rate / STEP_DOWN))


def with_rate(facts: Facts, rate: float) -> TrainConfig:
    """The config at a rate, rounded to one digit and within what may be trained with."""
    return replace(facts.config, learning_rate=within("learning_rate", float(f"{rate:.1g}")))


def within(field: str, value: float) -> float:
    """The value of a field, or the end of its range that is nearest."""
    return min(max(value, LIMITS[field].lowest), LIMITS[field].highest)
