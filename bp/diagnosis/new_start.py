"""What to start again with where the weights are lost."""

from typing import Any

from bp.diagnosis.facts import Facts
from bp.diagnosis.rates import (
    healthy_rate,
    healthy_update,
    largest_step,
    lowered,
    rounded,
    within,
)
from bp.diagnosis.verdict import Cure, cure
from bp.diagnosis.wording import rate
from bp.nn import ACTIVATIONS
from bp.training import TrainConfig

DEFAULT = TrainConfig()

# With SGD pixels of 0 to 1 trained well between these rates on all three data sets; at 1 units die,
# at 3 all of them (REPORT.md, and the tuning half), and 0.01 hardly gets anywhere in a short run.
LOWEST_UNIT_RATE = 0.05
HIGHEST_UNIT_RATE = 0.5
MEASURED_WITH = ACTIVATIONS["relu"]  # others stand larger or smaller steps in proportion
UNITS_A_CLASS = 5  # as the textbook's network has
NEAR = 3.5  # times the rate in use: up to there the healthy one need not be taken instead


def new_starts(facts: Facts) -> list[Cure]:
    """What meets the cause first: weights that differ, scaled pixels, a smaller rate."""
    if facts.config.weight_init_std == 0:
        reason = "Initial weights of 0 leave all hidden units alike: let them differ."
        if facts.config.hidden_size == 1:
            reason = "Initial weights of 0 leave W1 without a gradient at first: draw them."
        return [cure(facts, reason, weight_init_std=DEFAULT.weight_init_std)]
    fatal = facts.fatal_rate
    smaller = lowered(facts, fatal)
    if not pixels_matter(facts):
        return [smaller]
    stands = healthy_update(facts) / MEASURED_WITH.healthy_first_update
    highest = HIGHEST_UNIT_RATE * stands
    # Near the start, the gradients shrink as the pixels do.
    healthy = max(healthy_rate(facts, fatal) * facts.history.pixel_max, LOWEST_UNIT_RATE * stands)
    wanted = rounded(min(healthy, highest))
    kept = wanted / NEAR <= fatal <= highest
    reason = (
        f"The pixels are the cause: from 0 to 1 instead of 0 to {facts.history.pixel_max} they "
        "make the gradient of W1 much smaller"
        + (", and the learning rate can stay." if kept else ".")
    )
    unit_rate = fatal if kept else wanted
    scaled = cure(facts, reason, blamed=fatal, scaling="unit", learning_rate=unit_rate)
    return [scaled, smaller]


def pixels_matter(facts: Facts) -> bool:
    """Whether pixels are large, and the updates grow with them."""
    is_raw = facts.config.scaling == "raw" and facts.history.pixel_max > 1
    return is_raw and facts.optimizer.healthy_rate is None


def another_start(facts: Facts) -> list[Cure]:
    """What helps units that are off before the first update: other weights, or more units."""
    seed = int(within("seed", facts.config.seed + 1))
    most = UNITS_A_CLASS * facts.history.num_classes
    size = int(within("hidden_size", max(2 * facts.config.hidden_size, most)))
    return [
        cure(facts, "Of more units, some are on from the start.", hidden_size=size),
        cure(facts, "With other initial weights fewer may begin off.", seed=seed),
    ]


def steeper_start(facts: Facts) -> list[Cure]:
    """What helps units that are saturated before the first update: smaller pixels or weights."""
    changes: dict[str, Any] = {}
    if facts.config.scaling == "raw" and facts.history.pixel_max > 1:
        changes["scaling"] = "unit"
    if facts.config.weight_init_std > DEFAULT.weight_init_std:
        changes["weight_init_std"] = DEFAULT.weight_init_std
    if not changes:
        return new_starts(facts)
    return [cure(facts, "Then what comes in is so small that the curve is steep.", **changes)]


def cause(facts: Facts) -> str:
    """Why the steps were too large, in a sentence."""
    if facts.zero_at_start:
        return "All initial weights are 0, so every hidden unit is at 0, whatever the image."
    since, _, fatal = facts.fatal_stretch
    if since:
        moved = f"The learning rate was moved to {rate(fatal)} at iteration {since:,}"
        return f"{moved}, which is too large here."
    if facts.rate_at(facts.largest_update.iteration) != fatal:
        return f"The first learning rate, {rate(fatal)}, was too large here."
    pixels = ""
    if pixels_matter(facts):
        pixels = f"Pixels of 0 to {facts.history.pixel_max} make the gradient of W1 large: "
    step = largest_step(facts)
    return f"{pixels}{step if pixels else step[0].upper() + step[1:]}."
