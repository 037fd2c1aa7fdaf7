"""The learning rates of a run that was moved on its way."""

from collections.abc import Sequence


def used_rates(rates: Sequence[tuple[int, float]], iteration: int) -> list[tuple[int, float]]:
    """Of `rates` as a history has them, those that were used after so many iterations."""
    pairs = [(start, rate) for start, rate in rates]
    return [pair for pair in pairs if pair[0] < iteration] or pairs[:1]
