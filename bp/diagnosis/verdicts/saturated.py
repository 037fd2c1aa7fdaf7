"""Saturated: many sigmoid or tanh units sit where their curve is flat."""

from bp.diagnosis.clearness import above, certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import poor, state
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts.dying import DYING_SHARE
from bp.diagnosis.wording import units


def applies(facts: Facts) -> float:
    """Many units are flat for every image, more than at first, and the loss is high."""
    if facts.activation.dead_word != "saturated":
        return certain(False)
    flat = above(facts.dead_units, facts.more_than(DYING_SHARE), facts.unit_noise)
    return min(flat, poor(facts))


def sentence(facts: Facts) -> str:
    """How many units are flat, and what the rest achieves."""
    return (
        f"{units(facts.dead_units, facts.config.hidden_size)} hidden units are saturated and pass "
        f"no gradient; with the others {state(facts)}."
    )


def _is_raw(facts: Facts) -> bool:
    return facts.config.scaling == "raw" and facts.history.pixel_max > 1


def why(facts: Facts) -> str:
    """Inputs too large for the curve."""
    if facts.dead_at_start > facts.lost_units:
        pixels = f", pixels of 0 to {facts.history.pixel_max}," if _is_raw(facts) else ""
        return (
            f"{units(facts.dead_at_start, facts.config.hidden_size)} were so before the first "
            f"update: what comes in{pixels} is too large for these initial weights. Far out the "
            "curve is flat, its slope 0 to all digits, and the units learn nothing."
        )
    return (
        f"{cause(facts)} That pushed units so far out that their curve is flat for every image: "
        "there the slope is 0 to all digits, and they learn no more."
    )


VERDICT = Verdict(
    "Saturated", "bad", ":material/align_vertical_top:", applies, sentence, why, new_starts
)
