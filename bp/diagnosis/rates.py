"""Which learning rate a run should have had, by the length of its first update.

One rule for all scalings and shapes: the rate at which the first update is a healthy share of the
weights. Which share is healthy depends on the activation and on the optimizer: see
ACTIVATIONS and OPTIMIZERS.
"""

import math

from bp.diagnosis.clearness import certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.verdict import Cure, cure
from bp.diagnosis.wording import rate, update
from bp.training import LIMITS

# Adam and AdaGrad, whose first update has the length of the rate whatever the gradient is: at ten
# times the rate of their entry in OPTIMIZERS networks on raw MNIST lost most of their units.
LARGEST_RATE = 10  # times the healthy one

SMALL_STEPS = 0.2  # of the healthy rate: below it, the rate may be what is wrong
STEP = 10  # how far to move a rate when the first update says nothing
STEP_DOWN = 3  # how far at least to lower a rate that is too large
CLEARLY = 1.5  # times the rate in use, for a larger one to be worth a try
LONGER = 3  # times the iterations, for a run that only lacks time
UPDATE_NOISE = 0.02  # of a first update: the same weights and batch, added in another order


def large_steps(facts: Facts) -> float:
    """How clearly the first update at the rate in use is more than networks were seen to stand.

    Never for weights of 0, of which an update is no share.
    """
    own = facts.optimizer.healthy_rate
    if own is not None:
        return certain(facts.learning_rate >= LARGEST_RATE * own)
    now = facts.first_update_now
    if not math.isfinite(now):
        return certain(facts.config.weight_init_std > 0)
    return times_above(_without_decay(facts, now), largest_update(facts), UPDATE_NOISE)


def largest_update(facts: Facts) -> float:
    """The first update from which on networks were seen to fail, as a share of the weights."""
    return facts.activation.largest_first_update * facts.optimizer.first_update


def healthy_update(facts: Facts) -> float:
    """A first update with which networks learned well, as a share of the weights."""
    return facts.activation.healthy_first_update * facts.optimizer.first_update


def lowered_too_far(facts: Facts) -> float:
    """How clearly the rate was lowered to where steps are small."""
    if facts.learning_rate >= facts.main_rate(facts.iteration):
        return certain(False)
    return times_above(SMALL_STEPS * healthy_rate(facts), facts.learning_rate, UPDATE_NOISE)


def healthy_rate(facts: Facts, used: float | None = None) -> float:
    """The rate at which the first update would be a healthy share of the weights.

    Where the weights or the update were 0, a tenth of the rate `used`, which is the one in use.
    Where the length of an update says nothing of its health, as with Adam, the optimizer's own
    healthy rate.
    """
    if facts.optimizer.healthy_rate is not None:
        return facts.optimizer.healthy_rate
    first = _without_decay(facts, facts.first_update_now)
    if not (math.isfinite(first) and first > 0):
        return (used or facts.learning_rate) / STEP
    return facts.learning_rate * healthy_update(facts) / first


def _without_decay(facts: Facts, update: float) -> float:
    """What the gradients alone would have made of an update at the rate in use.

    The weight decay takes rate times decay off the weights, and to initial weights, which are drawn
    at random, the gradient is about at right angles. A length of exactly 0 stays.
    """
    pull = facts.learning_rate * facts.config.weight_decay
    if not pull:
        return update
    return math.sqrt(update**2 - pull**2) if update > pull else 0.0


def raised_or_longer(facts: Facts) -> list[Cure]:
    """A larger rate, or more time where the rate is right already."""
    iterations = int(within("iterations", LONGER * facts.config.iterations))
    used = facts.learning_rate
    few = "The learning rate is not too small: it may only take longer."
    more = cure(facts, few, blamed=used, iterations=iterations)
    wanted = rounded(healthy_rate(facts))
    if wanted <= CLEARLY * used:
        return [more]
    larger = cure(facts, f"{_healthy(facts)}.", blamed=used, learning_rate=wanted)
    return [larger, Cure(more.config, more.instead_of, "More of the same small steps: slower.")]


def lowered(facts: Facts, blamed: float) -> Cure:
    """A new start at a healthy rate that is clearly below the one that is to blame."""
    wanted = rounded(min(healthy_rate(facts, blamed), blamed / STEP_DOWN))
    return cure(facts, f"{_healthy(facts)}.", blamed=blamed, learning_rate=wanted)


def _healthy(facts: Facts) -> str:
    if facts.optimizer.healthy_rate is not None:
        good = rate(facts.optimizer.healthy_rate)
        return f"With {facts.optimizer.label}, runs at a rate of about {good} learned well"
    return f"Runs whose first update was about {update(healthy_update(facts))} learned well"


def first_step(facts: Facts) -> str:
    """How large the first update was; at a rate that was moved, what it would have been.

    Where its length does not grow with the rate alone, as with Adam, the latest that were measured.
    """
    if not facts.rate_was_moved:
        return f"the first update was {update(facts.first_update)}"
    if facts.optimizer.healthy_rate is None:
        return f"at this rate the first update would have been {update(facts.first_update_now)}"
    latest = facts.update_ratio
    if not latest.known:
        return "no update at this rate was measured"
    return f"the latest updates were {update(latest)} (median of {latest.of})"


def largest_step(facts: Facts) -> str:
    """How large a step was measured, when, and at which learning rate."""
    largest = facts.largest_update
    used = rate(facts.rate_at(largest.iteration))
    return (
        f"the largest update that was measured, at iteration {largest.iteration:,} with a learning "
        f"rate of {used}, was {update(largest)}"
    )


def rounded(value: float) -> float:
    """A rate of one digit, within what may be trained with."""
    return within("learning_rate", float(f"{value:.1g}"))


def within(field: str, value: float) -> float:
    """The value of a field, or the end of its range that is nearest."""
    return min(max(value, LIMITS[field].lowest), LIMITS[field].highest)
