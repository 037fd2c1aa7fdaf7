"""Which runs of a sweep train together: in stacks that pay, in rounds that soon show something."""

from collections.abc import Sequence

import numpy as np

from bp.training import TrainConfig
from bp.training.stacking import MOST_RUNS, shared_by_a_stack

# Microseconds of a step for each run, in stacks of 4, 16 and 64: 37, 21, 19 (digits, 32 units,
# batch 32), 309, 294, 294 (mnist-5k, 50 units, batch 100). More than 16 gain little anywhere.
LARGE_STACK = 16  # runs
# A small batch does so little with each weight that it waits for the memory, unless all of them
# stay in the processor's cache: 109, 137, 161 (mnist-5k, 50 units, batch 10).
SMALL_BATCH = 32
CACHED = 2**17  # weights

STACKS_A_ROUND = 4  # for two workers: while one stack is sent to and fro, another trains
RUNS_AHEAD = LARGE_STACK * STACKS_A_ROUND  # among which those are sought that fit one stack ...
SHARE_AHEAD = 0.1  # ... or a tenth of all, so that the whole shows coarsely after a tenth

Round = list[list[int]]  # stacks, each of the places of its configs


def most_runs(config: TrainConfig, features: int) -> int:
    """How many runs of this shape train fastest as one stack."""
    if config.batch_size >= SMALL_BATCH:
        return LARGE_STACK
    cached = CACHED // (features * config.hidden_size)
    return min(max(cached, MOST_RUNS), LARGE_STACK)


def rounds(configs: Sequence[TrainConfig], features: int) -> list[Round]:
    """The rounds in which `configs` train, about in the order given; each of one length of run."""
    ahead = max(RUNS_AHEAD, int(SHARE_AHEAD * len(configs)))
    found: list[Round] = []
    for start in range(0, len(configs), ahead):
        by_length: dict[int, Round] = {}
        for stack in _stacks(configs, range(start, min(start + ahead, len(configs))), features):
            by_length.setdefault(configs[stack[0]].iterations, []).append(stack)
        for stacks in by_length.values():
            count = -(-len(stacks) // STACKS_A_ROUND)
            found += [stacks[len(stacks) * n // count : len(stacks) * (n + 1) // count]
                      for n in range(count)]  # fmt: skip
    return found


def _stacks(configs: Sequence[TrainConfig], places: range, features: int) -> list[list[int]]:
    """Runs that fit each other, in two stacks at least where they are more than a few."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place in places:
        key = configs[place].iterations, *shared_by_a_stack(configs[place])
        groups.setdefault(key, []).append(place)
    stacks = []
    for group in groups.values():
        most = most_runs(configs[group[0]], features)
        parts = max(-(-len(group) // most), min(2, -(-len(group) // MOST_RUNS)))
        stacks += [part.tolist() for part in np.array_split(group, parts)]
    return sorted(stacks)
