"""Units began alike: initial weights of 0 whose units are not at 0, and so share one gradient."""

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import new_starts
from bp.diagnosis.progress import poor, state
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations


def applies(facts: Facts) -> float:
    """Initial weights of 0, several units that are not at 0 then, and a high loss."""
    zero = facts.config.weight_init_std == 0 and not facts.zero_at_start
    return min(certain(zero and facts.config.hidden_size > 1), poor(facts))


def sentence(facts: Facts) -> str:
    """What units achieve that hardly differ."""
    return (
        f"After {iterations(facts.iteration)} {state(facts)}. The {facts.config.hidden_size:,} "
        "hidden units began alike."
    )


def why(_facts: Facts) -> str:
    """Symmetry: what begins alike gets the same gradient, and only rounding breaks it."""
    return (
        "All initial weights are 0, so the hidden units begin alike: for every image they have "
        "the same value, and they get the same gradient. Only the rounding of the numbers can "
        "drive them apart, so for long they do the work of one unit."
    )


VERDICT = Verdict(
    "Units began alike", "bad", ":material/content_copy:", applies, sentence, why, new_starts
)
