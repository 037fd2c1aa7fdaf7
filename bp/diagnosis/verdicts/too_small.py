"""Too small: fewer hidden units than it takes to tell the classes apart."""

from bp.diagnosis.clearness import certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import poor, state
from bp.diagnosis.rates import UPDATE_NOISE, healthy_rate, large_steps
from bp.diagnosis.verdict import Cure, Verdict, cure

ENOUGH_UNITS = 0.5  # hidden units a class: 1 to 4 units did not learn ten digits at any rate
HEALTHY_STEPS = 0.2  # of the healthy rate: below it, the rate may be what is wrong
UNITS_A_CLASS = 5  # as the textbook's network has


def applies(facts: Facts) -> float:
    """Few units and a high loss, at a rate that is neither too large nor too small."""
    few = facts.config.hidden_size < ENOUGH_UNITS * facts.history.num_classes
    steps = times_above(facts.learning_rate, HEALTHY_STEPS * healthy_rate(facts), UPDATE_NOISE)
    return min(certain(few), poor(facts), steps, -large_steps(facts))


def sentence(facts: Facts) -> str:
    """What so few units achieve."""
    few = _hidden_units(facts)
    return f"{few} for {facts.history.num_classes} classes: {state(facts)}."


def why(facts: Facts) -> str:
    """All that the last layer knows of an image are the values of the hidden units."""
    return (
        f"All that the last layer knows of an image are the values of {_hidden_units(facts)}. That "
        "is too little to tell the classes apart, at any learning rate."
    )


def _hidden_units(facts: Facts) -> str:
    size = facts.config.hidden_size
    return f"{size} hidden unit{'s' if size > 1 else ''}"


def cures(facts: Facts) -> list[Cure]:
    """More units."""
    more = UNITS_A_CLASS * facts.history.num_classes
    return [cure(facts, "More units tell more classes apart.", hidden_size=min(more, 500))]


VERDICT = Verdict("Too small", "warning", ":material/compress:", applies, sentence, why, cures)
