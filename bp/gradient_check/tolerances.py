"""How far two gradients may be apart: the bands of the course CS231n, and their verdicts.

Source: Stanford CS231n, Neural Networks part 3, "Gradient checks",
https://cs231n.github.io/neural-networks-3/#gradcheck
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# Bounds of the relative error |a - n| / (|a| + |n|).
PROBABLY_WRONG = 1e-2  # above: "usually means the gradient is probably wrong"
UNCOMFORTABLE = 1e-4  # above: "should make you feel uncomfortable"; below usually okay
HAPPY = 1e-7  # "and less you should be happy"


@dataclass(frozen=True)
class Verdict:
    """One entry of the verdicts: a mark that differs in shape, a word, and what it means."""

    mark: str
    word: str  # for a page; the keys are those of the course
    meaning: str


# From best to worst.
VERDICTS: dict[str, Verdict] = {
    "happy": Verdict("✓", "agrees", f"Relative error of at most {HAPPY:.0e}."),
    "fine": Verdict(
        "✓", "agrees", f"Relative error of at most {UNCOMFORTABLE:.0e}: usually right."
    ),
    "too coarse to tell": Verdict(
        "?",
        "too coarse to tell",
        "The numerical gradient is itself too inexact, by its step or by its precision.",
    ),
    "uncomfortable": Verdict(
        "△", "doubtful", f"Relative error above {UNCOMFORTABLE:.0e}: look closer."
    ),
    "probably wrong": Verdict("✗", "wrong", f"Relative error above {PROBABLY_WRONG:.0e}."),
}


def relative_error(a: Array, n: Array) -> Array:
    """`|a - n| / (|a| + |n|)`, entry by entry; 0 where both are 0."""
    size = np.abs(a) + np.abs(n)
    return np.abs(a - n) / np.where(size > 0, size, 1)


def verdict_on(error: float, blur: float) -> str:
    """The key in VERDICTS for a relative error, where the judge is unsure by a relative `blur`.

    An error that stands out of the blur counts whatever the blur.
    """
    if error > PROBABLY_WRONG:
        return "probably wrong"
    if blur > PROBABLY_WRONG:
        return "too coarse to tell"
    if error > UNCOMFORTABLE:
        return "uncomfortable"
    return "fine" if error > HAPPY else "happy"


def worst(verdicts: list[str]) -> str:
    """The worst of several verdicts."""
    return max(verdicts, key=list(VERDICTS).index)
