"""Which runs train as one stack."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bp.training.config import TrainConfig


def shared_by_a_stack(config: TrainConfig) -> tuple[Any, ...]:
    """What runs must have in common to see the same batches in arrays of the same shape."""
    return (
        config.hidden_size,
        config.batch_size,
        config.scaling,
        config.targets,
        config.activation,
        config.seed,
        config.optimizer,
        config.weight_decay > 0,  # then no pixel is left out
    )


# In a stack: more save little, and fewer are harder to share out. Kept trainings go on in the
# stacks that they began in: another number would end them.
MOST_RUNS = 4


def runs_by_stack(configs: Sequence[TrainConfig]) -> list[list[int]]:
    """The places of the runs that make up each stack: at most MOST_RUNS, evenly shared out."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for run, config in enumerate(configs):
        groups.setdefault(shared_by_a_stack(config), []).append(run)
    return [
        part.tolist()
        for group in groups.values()
        for part in np.array_split(group, -(-len(group) // MOST_RUNS))
    ]
