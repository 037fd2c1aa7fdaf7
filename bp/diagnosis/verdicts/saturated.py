"""Saturated: many sigmoid or tanh units sit where their curve is flat."""

from bp.diagnosis.clearness import above, certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts, steeper_start
from bp.diagnosis.progress import poor, state
from bp.diagnosis.verdict import Cure, Verdict
from bp.diagnosis.verdicts.dead import from_the_start, so_at_first
from bp.diagnosis.verdicts.dying import DYING_SHARE
from bp.diagnosis.wording import hidden_units_are

# W2 goes on learning: what a flat unit gives differs from image to image.
FLAT = (
    "the slope is 0 to all digits: the weights of these units in W1 learn no more, only W2 and "
    "b2 do."
)


def applies(facts: Facts) -> float:
    """Many units are flat for every image, more than at first, and the loss is high."""
    if facts.activation.dead_word != "saturated":
        return certain(False)
    flat = above(facts.dead_units, facts.more_than(DYING_SHARE), facts.unit_noise)
    return min(flat, poor(facts))


def sentence(facts: Facts) -> str:
    """How many units are flat, and what the rest achieves."""
    others = "with the others " if facts.dead_share < 1 else ""
    return (
        f"{hidden_units_are(facts.dead_units, facts.config.hidden_size)} saturated for "
        f"{facts.looked_at}; {others}{state(facts)}."
    )


def _is_raw(facts: Facts) -> bool:
    return facts.config.scaling == "raw" and facts.history.pixel_max > 1


def why(facts: Facts) -> str:
    """Inputs too large for the curve."""
    if from_the_start(facts):
        pixels = f", pixels of 0 to {facts.history.pixel_max}," if _is_raw(facts) else ""
        return (
            f"{so_at_first(facts)} before the first "
            f"update: what comes in{pixels} is too large for these initial weights. Far out {FLAT}"
        )
    return (
        f"{cause(facts)} That pushed units so far out that their curve is flat for "
        f"{facts.looked_at}. There {FLAT}"
    )


def cures(facts: Facts) -> list[Cure]:
    """Smaller weights or pixels where the units began flat; or else smaller steps."""
    return steeper_start(facts) if from_the_start(facts) else new_starts(facts)


VERDICT = Verdict(
    "Saturated", "bad", ":material/align_vertical_top:", applies, sentence, why, cures
)
