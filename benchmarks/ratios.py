"""Times as ratios: contestants take turns in one process, so a busy machine slows all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

ROUNDS = 5
Name = TypeVar("Name")


def alternate(
    contestants: Mapping[Name, Callable[[], object]],
    rounds: int = ROUNDS,
    prepare: Mapping[Name, Callable[[], object]] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[Name, list[float]]:
    """Seconds of each contestant in each round, after one round to warm up.

    What a contestant has in `prepare` is done before each of its turns, and is not timed. Where
    all have one thread, `time.process_time` as the clock leaves out what other processes took.
    """
    seconds: dict[Name, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            if prepare and name in prepare:
                prepare[name]()
            gc.collect()
            started = clock()
            run()
            if turn:
                seconds[name].append(clock() - started)
    return seconds


def median_ratio(slow: list[float], fast: list[float]) -> float:
    """How many times as long the first one took: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(slow, fast, strict=True))


def fastest(*forms: list[float]) -> list[float]:
    """The rounds of the form that took least, by its median."""
    return min(forms, key=statistics.median)
