"""Learning rates that a range test suggests, by several rules: each reads one curve of the loss.

The curves are the loss on the same training images at every rate, `(points,)`, and the rates,
equally spaced on a logarithmic axis.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

SMOOTHING = 5  # points on either side: single batches push the loss about
# Chosen on the tuning half of `python -m benchmarks.range_test`: all 36 cases ended within two
# points of test accuracy of the best of 15 rates, and none died. With a quarter instead of a fifth
# 33 did, with 1.5 times instead of 1.25 times 35, with both 32.
TURNED = 1.25  # times the lowest loss: on its way up again
SAFETY = 5  # the rate at which the loss turned, over this


@dataclass(frozen=True)
class Suggestion:
    """A learning rate to two digits, the rule that proposes it, and why, in a sentence."""

    rule: str
    learning_rate: float
    why: str


def smoothed(losses: Array) -> Array:
    """Median over a few neighbours, which no single spike moves."""
    padded = np.pad(losses, SMOOTHING, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * SMOOTHING + 1)
    median: Array = np.median(windows, axis=-1)
    return median


def turning_point(losses: Array) -> int | None:
    """The first place after the lowest loss at which it is `TURNED` times as high, if there is."""
    losses = np.where(np.isfinite(losses), losses, np.inf)
    lowest = int(losses.argmin())
    turned = np.flatnonzero(losses[lowest:] > TURNED * losses[lowest])
    return lowest + int(turned[0]) if turned.size else None


def turning_rate(rates: Array, losses: Array) -> float:
    """The rate at the turning point; where the loss has not turned, the highest."""
    turned = turning_point(losses)
    return float(rates[-1 if turned is None else turned])


def recommended(rates: Array, losses: Array) -> float:
    """A fifth of the rate at which the loss turned up again."""
    return turning_rate(rates, losses) / SAFETY


def valley(rates: Array, losses: Array) -> float:
    """Half-way down the longest stretch on which the loss falls, as fastai's `valley` does."""
    before = losses[:, None] > losses[None, :]  # row before column, and higher
    length = np.ones(len(losses), int)
    for place in range(1, len(losses)):
        reached = length[:place][before[:place, place]]
        length[place] = 1 + reached.max(initial=0)
    end = int(length.argmax())
    start = end - int(length[end]) + 1
    return float(rates[max(0, start + (end - start) // 2)])


def steepest(rates: Array, losses: Array) -> float:
    """Where the loss falls fastest as the logarithm of the rate grows."""
    return float(rates[np.gradient(smoothed(losses)).argmin()])


def minimum_over_ten(rates: Array, losses: Array) -> float:
    """A tenth of the rate at which the loss was lowest."""
    return float(rates[np.where(np.isfinite(losses), losses, np.inf).argmin()]) / 10


RULES: dict[str, tuple[Callable[[Array, Array], float], str]] = {
    "recommended": (
        recommended,
        f"A fifth of the rate at which the loss, past its lowest, was {TURNED:g} times as high.",
    ),
    "valley": (valley, "Half-way down the longest stretch on which the loss falls (fastai)."),
    "steepest": (steepest, "Where the loss falls fastest on the logarithmic axis (fastai)."),
    "minimum / 10": (minimum_over_ten, "A tenth of the rate at which the loss was lowest."),
}

NO_TURN = "A fifth of the highest rate that was reached: the loss did not turn up again."


def suggestions(rates: Array, curves: Sequence[Array]) -> list[Suggestion]:
    """What each rule proposes: the geometric mean over the seeds' `curves`, the recommended first.

    A curve may be shorter than `rates`, where a network broke early.
    """
    found = [
        Suggestion(rule, _over_seeds(propose, rates, curves), why)
        for rule, (propose, why) in RULES.items()
    ]
    if not any(turning_point(curve) is not None for curve in curves):
        found[0] = replace(found[0], why=NO_TURN)
    return found


def _over_seeds(
    propose: Callable[[Array, Array], float], rates: Array, curves: Sequence[Array]
) -> float:
    proposed = [propose(rates[: len(curve)], curve) for curve in curves]
    return float(f"{np.exp(np.mean(np.log(proposed))):.2g}")
