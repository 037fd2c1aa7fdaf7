"""A claim: what a phrase says, and how to find its numbers again in the raw record."""

import re
from collections.abc import Callable

from benchmarks.diagnosis.facts.numbers import reads, whole
from benchmarks.diagnosis.facts.raw import Raw
from bp.data.dataset import SAMPLE_SIZE

Check = Callable[..., bool]
INT = r"(\d+(?:,\d{3})*)"
FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?"
NUMBER = rf"({FIGURE}|not a number)"
PERCENT = rf"({FIGURE}\u00a0%)"
UPDATE = rf"(not a finite share of the weights|{FIGURE}(?: times|\u00a0% of) the weights)"
LOOKED_AT = rf"(?:all of the {INT} training images looked at|all {INT} training images)"
GUESSING = NUMBER + r"(?:, about ln (\d+))?"


class Claims(list[tuple[re.Pattern[str], Check]]):
    """Patterns of phrases, each with the check of what it finds."""

    def claim(self, pattern: str) -> Callable[[Check], Check]:
        """Add a check: it is given the raw record and the groups of the pattern."""

        def add(check: Check) -> Check:
            self.append((re.compile(pattern), check))
            return check

        return add


def looked_at(raw: Raw, part: str | None, every: str | None) -> bool:
    """Whether units are said to be counted on as many images as they are."""
    size = raw.history.train_size
    if size <= SAMPLE_SIZE:
        return part is None and every is not None and whole(every) == size
    return every is None and part is not None and whole(part) == SAMPLE_SIZE


def guessed(raw: Raw, loss: str, classes: str | None) -> bool:
    """Whether a loss of guessing is that of the run's classes."""
    equal = classes is None or whole(classes) == raw.history.num_classes
    return reads(loss, raw.guessing) and equal
