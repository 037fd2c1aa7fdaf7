"""What to start again with where the weights are lost."""

from dataclasses import replace

from bp.diagnosis.facts import Facts
from bp.diagnosis.rates import lowered
from bp.training import TrainConfig

DEFAULT = TrainConfig()

# With SGD pixels of 0 to 1 trained well between these rates on all three data sets; at 1 units die,
# at 3 all of them (REPORT.md, and the tuning half), and 0.01 hardly gets anywhere in a short run.
LOWEST_UNIT_RATE = 0.05
HIGHEST_UNIT_RATE = 0.5
SAFE_UNIT_RATE = 0.1  # the textbook's


def new_starts(facts: Facts) -> list[TrainConfig]:
    """Scaled pixels at the same rate where that is known to work, or a smaller rate."""
    config, fatal = facts.config, facts.fatal_rate
    smaller = lowered(facts, fatal)
    if config.weight_init_std == 0:
        return [replace(config, weight_init_std=DEFAULT.weight_init_std)]
    if config.scaling != "raw" or config.optimizer != "sgd":
        return [smaller]
    if LOWEST_UNIT_RATE <= fatal <= HIGHEST_UNIT_RATE:
        return [replace(config, scaling="unit", learning_rate=fatal), smaller]
    return [smaller, replace(config, scaling="unit", learning_rate=SAFE_UNIT_RATE)]
