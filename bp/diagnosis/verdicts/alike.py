"""All units alike: initial weights of 0 whose units are not at 0, and so share one gradient."""

import numpy as np

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import new_starts
from bp.diagnosis.progress import poor, state
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations

ZERO = np.zeros(1)


def applies(facts: Facts) -> float:
    """Initial weights of 0, units that are not at 0 then, and a high loss."""
    zero = facts.config.weight_init_std == 0 and facts.activation.layer().forward(ZERO).any()
    return min(certain(bool(zero)), poor(facts))


def sentence(facts: Facts) -> str:
    """What units achieve that do the work of one."""
    return (
        f"After {iterations(facts.iteration)} {state(facts)}. All {facts.config.hidden_size:,} "
        "hidden units do the work of one."
    )


def why(_facts: Facts) -> str:
    """Symmetry: what begins alike stays alike."""
    return (
        "All initial weights are 0, so the hidden units begin alike: for every image they have "
        "the same value and get the same gradient. Every update leaves them alike, so no unit "
        "looks for anything that the others do not."
    )


VERDICT = Verdict(
    "All units alike", "bad", ":material/content_copy:", applies, sentence, why, new_starts
)
