"""Which runs of a sweep train together: in stacks that pay, in rounds that soon show something."""

from collections.abc import Iterator, Sequence

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

STACKS_A_WORKER = 2  # in a round: while one stack is sent to and fro, another trains
FEWEST_WORKERS = 2
RUNS_AHEAD = 64  # among which those are sought that fit one stack ...
SHARE_AHEAD = 0.1  # ... or a tenth of all, so that the whole shows coarsely after a tenth

Round = list[list[int]]  # stacks, each of the places of its configs


def most_runs(config: TrainConfig, features: int) -> int:
    """How many runs of this shape train fastest as one stack."""
    if config.batch_size >= SMALL_BATCH:
        return LARGE_STACK
    cached = CACHED // (features * config.hidden_size)
    return min(max(cached, MOST_RUNS), LARGE_STACK)


def most_busy(runs: int, workers: int) -> int:
    """How many of the workers so many runs can keep busy, where they fit one stack."""
    return min(workers, max(-(-runs // LARGE_STACK), FEWEST_WORKERS))


def rounds(configs: Sequence[TrainConfig], features: int, workers: int = 1) -> list[Round]:
    """The rounds in which `configs` train, about in the order given; each of one length of run.

    More workers have more stacks a round, but for the first, which soon shows something. The
    stacks are the same for any number: how runs are stacked decides how sums are rounded.
    """
    most = STACKS_A_WORKER * max(workers, FEWEST_WORKERS)
    found: list[Round] = []
    for stacks in _in_order(configs, features):
        if len(found) > 1 and _fits(found[-1], stacks, configs, most):
            found[-1] += stacks
            continue
        count = -(-len(stacks) // most)
        found += [stacks[len(stacks) * n // count : len(stacks) * (n + 1) // count]
                  for n in range(count)]  # fmt: skip
    return found


def _fits(before: Round, stacks: Round, configs: Sequence[TrainConfig], most: int) -> bool:
    lengths = {configs[each[0][0]].iterations for each in (before, stacks)}
    return len(lengths) == 1 and len(before) + len(stacks) <= most


def _in_order(configs: Sequence[TrainConfig], features: int) -> Iterator[Round]:
    """The stacks of some runs that follow each other, then those of the next."""
    ahead = max(RUNS_AHEAD, int(SHARE_AHEAD * len(configs)))
    for start in range(0, len(configs), ahead):
        by_length: dict[int, Round] = {}
        for stack in _stacks(configs, range(start, min(start + ahead, len(configs))), features):
            by_length.setdefault(configs[stack[0]].iterations, []).append(stack)
        yield from by_length.values()


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
