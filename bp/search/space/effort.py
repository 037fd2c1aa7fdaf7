"""What a space will cost, measured on a few of its runs before it begins."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bp.data import Dataset
from bp.search.rounds import RUNS_AHEAD
from bp.search.space.space import Space
from bp.search.sweeps import Sweep
from bp.training import ConfigError, TrainConfig

TRIED = 3  # sizes that are measured: the smallest, one in the middle, the largest
TOGETHER = 8  # runs of each, that train together as they do in a sweep
LONG = 100_000  # iterations, so that none ends while it is measured
SECONDS = 0.08  # that each is trained for
LONGEST = 12 * 3_600  # seconds; a map of more is refused
MOST_BYTES = 2 * 2**30  # of memory for what trains at a time
COPIES = 6  # of the weights: gradients, what an optimizer remembers, and on the way to workers


def run_seconds(
    dataset: Dataset, space: Space, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """About the seconds that each run takes on one core, in the order of the space.

    Three sizes of network and batch are trained for a moment, and the others set between them.
    """
    work = np.array([cost(dataset, config) for config in space.configs], dtype=float)
    order = np.argsort(work, kind="stable")
    tried = np.unique(order[np.linspace(0, len(order) - 1, TRIED).round().astype(int)])
    sizes = {float(work[place]): space.configs[place] for place in tried}
    measured = {size: _an_iteration(dataset, config, clock) for size, config in sizes.items()}
    known = sorted(measured)
    seconds = np.interp(work, known, [measured[size] for size in known])
    return [
        float(each) * config.iterations for each, config in zip(seconds, space.configs, strict=True)
    ]


def cost(dataset: Dataset, config: TrainConfig) -> int:
    """What an iteration costs: the multiplications of its forward pass."""
    each = (dataset.features + dataset.num_classes) * config.hidden_size
    return each * config.batch_size


def check_feasible(
    dataset: Dataset, space: Space, seconds: float, *, most_bytes: int = MOST_BYTES
) -> None:
    """Raise ConfigError, with the reason, where a space cannot be finished: time or memory."""
    largest = max(config.hidden_size for config in space.configs)
    weights = (dataset.features + dataset.num_classes + 1) * largest
    together = min(RUNS_AHEAD, len(space.configs))
    needed = 4 * COPIES * together * weights
    if needed > most_bytes:
        raise ConfigError(
            f"{together} networks of {largest} hidden units at a time would "
            f"take {needed / 2**30:.1f} GB of memory: at most {most_bytes / 2**30:.1f} GB are "
            "used. Lower the hidden size."
        )
    if seconds > LONGEST:
        raise ConfigError(
            f"{space.runs:,} runs of {space.base.iterations:,} iterations would take about "
            f"{seconds / 3_600:,.0f} hours here: at most {LONGEST // 3_600} are begun. Ask for "
            "fewer runs or fewer iterations."
        )


def _an_iteration(dataset: Dataset, config: TrainConfig, clock: Callable[[], float]) -> float:
    """Seconds of one run's iteration, measuring included, in a sweep of runs of this size."""
    rates = np.geomspace(1e-4, 1e-3, TOGETHER).tolist()
    configs = [replace(config, learning_rate=rate, iterations=LONG) for rate in rates]
    sweep = Sweep(dataset, configs)
    sweep.advance(1)  # what is made once
    before, began = sweep.progress[0], clock()
    seconds = 0.0
    while seconds < SECONDS:
        sweep.advance(10)
        seconds = clock() - began
    done, total = sweep.progress
    return seconds / ((done - before) / total * LONG * TOGETHER)
