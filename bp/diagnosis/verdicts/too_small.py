"""Too small: fewer hidden units than it takes to tell the classes apart."""

from bp.diagnosis.clearness import certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import UNITS_A_CLASS
from bp.diagnosis.progress import falling, poor, state
from bp.diagnosis.rates import (
    SMALL_STEPS,
    UPDATE_NOISE,
    healthy_rate,
    large_steps,
    raised_or_longer,
)
from bp.diagnosis.verdict import Cure, Verdict, cure

ENOUGH_UNITS = 0.5  # hidden units a class: with 1 to 4 ten digits took long, or were never learned


def applies(facts: Facts) -> float:
    """Few units and a high loss, at a rate that is neither too large nor too small."""
    few = facts.config.hidden_size < ENOUGH_UNITS * facts.history.num_classes
    steps = times_above(facts.learning_rate, SMALL_STEPS * healthy_rate(facts), UPDATE_NOISE)
    return min(certain(few), poor(facts), steps, -large_steps(facts))


def sentence(facts: Facts) -> str:
    """What so few units achieve."""
    few = _hidden_units(facts)
    return f"{few} for {facts.history.num_classes} classes: {state(facts)}."


def why(facts: Facts) -> str:
    """All that the last layer knows of an image are the values of the hidden units."""
    return (
        f"All that the last layer knows of an image are the values of {_hidden_units(facts)}: so "
        f"few tell {facts.history.num_classes} classes apart slowly, or not at all."
    )


def _hidden_units(facts: Facts) -> str:
    size = facts.config.hidden_size
    return f"{size} hidden unit{'s' if size > 1 else ''}"


def cures(facts: Facts) -> list[Cure]:
    """More units; where the loss still falls, larger or more steps, too."""
    more = UNITS_A_CLASS * facts.history.num_classes
    units = [cure(facts, "More units tell more classes apart.", hidden_size=min(more, 500))]
    return units + (raised_or_longer(facts) if falling(facts) > 0 else [])


VERDICT = Verdict("Too small", "warning", ":material/compress:", applies, sentence, why, cures)
