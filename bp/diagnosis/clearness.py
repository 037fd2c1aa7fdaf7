"""How clearly a rule applies, in units of the noise of its figures.

Above 0 it applies, below it does not; from -1 to 1 the same run, trained again, could come out on
the other side. `min` is "and", `max` is "or".
"""

import math

CLEAR = 1.0  # from here on it is sure; from minus this, sure that not
SURELY, NEVER = math.inf, -math.inf


def certain(applies: bool) -> float:
    """A rule without noise."""
    return SURELY if applies else NEVER


def above(value: float, threshold: float, noise: float) -> float:
    """That a value is above a threshold; never for what is not a number."""
    return NEVER if math.isnan(value) else _in_noises(value - threshold, noise)


def below(value: float, threshold: float, noise: float) -> float:
    """That a value is below a threshold; never for what is not a number."""
    return NEVER if math.isnan(value) else _in_noises(threshold - value, noise)


def times_above(value: float, threshold: float, noise: float) -> float:
    """That a positive value is above a threshold; the noise is a share of it."""
    if math.isnan(value) or value <= 0:
        return NEVER
    return math.log(value / threshold) / noise if threshold > 0 else SURELY


def _in_noises(margin: float, noise: float) -> float:
    """A margin in units of its noise; what has none, such as a loss of exactly 0, is sure."""
    if not noise:
        return SURELY if margin > 0 else NEVER
    return margin / noise
