"""Weight decay too strong: it holds the weights so near to 0 that the loss stays high."""

import math

from bp.diagnosis.clearness import CLEAR, certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import falling, poor, state
from bp.diagnosis.rates import CLEARLY, healthy_rate, rounded
from bp.diagnosis.verdict import Cure, Verdict, cure
from bp.diagnosis.verdicts import too_early, unstable
from bp.diagnosis.wording import iterations, rate

# 972 runs on digits and mnist-5k, of three scalings and activations and all optimizers, each beside
# the same run without decay: where that one learned and the decayed one had a high loss, these
# rules clearly found 250 of 283. Decays of 0.001 never kept a loss high that fell without them.
STRONG, STRONG_NOISE = 0.005, 0.5  # a weight decay; the noise is that of the logarithm
# Rate times decay, summed over the iterations: without gradients, the weights would have shrunk to
# a third. Before that, units cannot have died of it.
SHRUNK, DIED, NOISE = 1.0, 0.5, 0.3
ALIKE = 0.1  # SGD at this rate shrinks weights about as fast as Adam and AdaGrad at their own
# Of the healthy rate: below it the rate is too small as well, and where the loss still falls, that
# alone; with steps that are tiny nothing shows.
SMALL_STEPS, TINY_STEPS, STEPS_NOISE = 0.12, 0.02, 0.1


def applies(facts: Facts) -> float:
    """A high loss without any jump, a strong decay, and time enough for it to have done that."""
    if not facts.config.weight_decay:
        return certain(False)
    return min(
        poor(facts),
        times_above(facts.config.weight_decay, STRONG, STRONG_NOISE),
        times_above(_shrunk(facts, facts.iteration), SHRUNK, NOISE),
        _steps(facts, TINY_STEPS if falling(facts) < CLEAR else SMALL_STEPS),
        _may_have_killed(facts),
        -unstable.jumped(facts),
        -too_early.applies(facts),
    )


def _steps(facts: Facts, share: float) -> float:
    """How clearly the rate is more than a share of the healthy one."""
    return times_above(facts.learning_rate, share * healthy_rate(facts), STEPS_NOISE)


def _shrunk(facts: Facts, until: int) -> float:
    """By which power of e the weights would have shrunk without gradients, up to an iteration."""
    own = facts.optimizer.healthy_rate
    times = 1 / facts.optimizer.first_update if own is None else ALIKE / own
    used = (rate * max(min(end, until) - start, 0) for start, end, rate in facts.stretches)
    return facts.config.weight_decay * times * sum(used)


def _may_have_killed(facts: Facts) -> float:
    """Whether units that died did so only after it had shrunk the weights."""
    if facts.death is None or facts.lost_share <= 0.2:
        return math.inf
    return times_above(_shrunk(facts, facts.death[1]), DIED, NOISE)


def sentence(facts: Facts) -> str:
    """Where it stands, and with which decay."""
    decay = rate(facts.config.weight_decay)
    return f"After {iterations(facts.iteration)} {state(facts)}. The weight decay is {decay}."


def why(facts: Facts) -> str:
    """A pull towards 0 that the gradients do not overcome."""
    decay = rate(facts.config.weight_decay)
    return (
        f"The weight decay of {decay} adds {decay} times W1 and W2 to their gradients: every "
        "update pulls the weights towards 0. Against that pull they do not grow large enough for "
        f"a low loss.{_small_rate(facts)}"
    )


def _small_rate(facts: Facts) -> str:
    if _steps(facts, SMALL_STEPS) >= 0:
        return ""
    return f" The learning rate of {rate(facts.learning_rate)} is small as well."


def cures(facts: Facts) -> list[Cure]:
    """No decay; and where the rate is not healthy either, another one with it."""
    without = cure(facts, "Without it the weights can grow.", weight_decay=0.0)
    healthy = rounded(healthy_rate(facts))
    far = max(healthy / facts.learning_rate, facts.learning_rate / healthy)
    if far <= CLEARLY:
        return [without]
    reason = "Without it, and at a rate at which such runs learned well."
    both = cure(facts, reason, weight_decay=0.0, learning_rate=healthy)
    return [without, both] if _steps(facts, SMALL_STEPS) >= 0 else [both, without]


VERDICT = Verdict(
    "Weight decay too strong", "bad", ":material/compress:", applies, sentence, why, cures
)
