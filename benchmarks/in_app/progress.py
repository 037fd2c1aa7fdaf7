"""The line above the bar, as it was seen over time: "6,120 of 200,000 iterations · ..."."""

from collections.abc import Sequence

Seen = tuple[float, str]  # when, in seconds, and the text


def iteration(text: str) -> int:
    """The iterations done, as the line says it; 0 where it says nothing yet."""
    digits = text.partition(" of ")[0].replace(",", "")
    return int(digits) if digits.isdecimal() else 0


def is_paused(text: str) -> bool:
    """Whether the line says that the training rests."""
    return text.endswith("· paused")


def is_done(text: str) -> bool:
    """Whether the line says that the training is over."""
    return text.endswith("· done")


def speed(seen: Sequence[Seen]) -> float:
    """Iterations a second between the first line and the last; 0 where nothing moved."""
    if len(seen) < 2:
        return 0.0
    (started, first), (ended, last) = seen[0], seen[-1]
    return (iteration(last) - iteration(first)) / (ended - started)


def between(seen: Sequence[Seen], start: float, end: float) -> list[Seen]:
    """The lines seen in a stretch of time."""
    return [(when, text) for when, text in seen if start <= when <= end]
