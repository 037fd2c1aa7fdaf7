"""Times as ratios: contestants take turns in one process, so a busy machine slows all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 5


def alternate(
    contestants: Mapping[str, Callable[[], object]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Seconds of each contestant in each round, after one round to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            gc.collect()
            started = time.perf_counter()
            run()
            if turn:
                seconds[name].append(time.perf_counter() - started)
    return seconds


def median_ratio(slow: list[float], fast: list[float]) -> float:
    """How many times as long the first one took: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(slow, fast, strict=True))
