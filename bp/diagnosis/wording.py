"""Figures as a reader wants them: 0.001 or 1e-5, 1,460, 12 of 50, 9 times, 0.1 %."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

PERCENT = "\u00a0%"  # with a space at which no line is broken


def rate(value: float) -> str:
    """A learning rate: 0.001, 10 or 1e-5, never 0.00001 or 1e-05."""
    if value == 0 or 0.001 <= abs(value) < 999.5:
        return f"{value:.3g}"
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def number(value: float, digits: int = 3) -> str:
    """Any other figure: 0.0582, 22.2, 1,460 or 1.46e6; three digits at most."""
    if not math.isfinite(value):
        return "not a number"
    value = float(f"{value:.{digits}g}")
    return f"{value:,.0f}" if 1_000 <= abs(value) < 1e6 else rate(value)


def percent(share: float) -> str:
    """A share, as 93.1 %; the digit that counts where it is small."""
    if not math.isfinite(share):
        return "not a number"
    if share == 0:
        return f"0{PERCENT}"
    if abs(share) < 0.001:
        return f"{number(100 * share, digits=1)}{PERCENT}"
    return f"{100 * share:.1f}{PERCENT}"


def accuracy(share: float) -> str:
    """An accuracy as tiles and tables have it: 92.33 %, one image of 10,000 more or less."""
    return f"{100 * share:.2f}{PERCENT}"


def points(difference: float) -> str:
    """A difference of two accuracies, as +1.25 points."""
    return f"{100 * difference:+.2f} points"


def value_text(value: object) -> str:
    """A setting's value in a sentence: 1e-5, 4,100 or raw."""
    if isinstance(value, float):
        return rate(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def settings_text(
    settings: Mapping[str, Any], rates: Sequence[tuple[int, float]] = ()
) -> dict[str, str]:
    """Each setting of a run, and for the learning rate every one of its `rates`.

    `rates` are those that were used, each with its first iteration, as `History.used_rates`.
    """
    texts = {name: value_text(value) for name, value in settings.items()}
    if rates:
        moves = (f"{rate(value)} from iteration {start:,} on" for start, value in rates[1:])
        texts["learning_rate"] = ", ".join([rate(rates[0][1]), *moves])
    return texts


def rates_in_short(rates: Sequence[tuple[int, float]]) -> str:
    """The same where there is little room: the first, how often it was moved, and the last."""
    if len(rates) <= 2:
        return settings_text({}, rates).get("learning_rate", "")
    start, last = rates[-1]
    moves = f"moved {len(rates) - 1} times, {rate(last)} from iteration {start:,} on"
    return f"{rate(rates[0][1])}, {moves}"


def update(value: float) -> str:
    """The length of an update: 9.0 times the weights, or 0.1 % of the weights."""
    if not math.isfinite(value):
        return "not a finite share of the weights"
    times = f"{value:.1f}" if value < 9.95 else number(value, digits=2)
    return f"{times} times the weights" if value >= 1 else f"{percent(value)} of the weights"


def loss(value: float) -> str:
    """A loss: 2.303, 15.1 or 4.2e12."""
    if not math.isfinite(value):
        return "not a number"
    if value >= 1e6:
        return number(value, digits=2)
    return f"{value:,.3f}" if value < 10 else f"{value:,.1f}"


def iterations(count: int) -> str:
    """A number of iterations: 1 iteration, 3,000 iterations."""
    return "1 iteration" if count == 1 else f"{count:,} iterations"


def hidden_units_are(count: float, total: int) -> str:
    """The beginning of a sentence on them: 12 of 50 hidden units are, 1 of 50 hidden units is."""
    return f"{units(count, total)} hidden units {'is' if count == 1 else 'are'}"


def units(count: float, total: int) -> str:
    """A count of hidden units: 12 of 50."""
    return f"{count:,.0f} of {total:,}"
