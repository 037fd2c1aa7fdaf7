"""Dying: many hidden units died during training, and the rest does badly."""

from bp.diagnosis.clearness import above, certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import poor, state
from bp.diagnosis.verdict import TRAIN_LOSS, Complaint, Verdict
from bp.diagnosis.wording import units

# More than a fifth of the units lost since the start is where we speak of dying: a definition.
DYING_SHARE = 0.2


def applies(facts: Facts) -> float:
    """Many units that can be off died, and the loss is high."""
    return min(lost_units(facts), poor(facts))


def lost_units(facts: Facts) -> float:
    """How clearly many units that can be off died during training."""
    if facts.activation.dead_word != "off":
        return certain(False)
    return above(facts.lost_units, facts.more_than(DYING_SHARE), facts.unit_noise)


def sentence(facts: Facts) -> str:
    """How many units died, and what the rest achieves."""
    return f"{died(facts)}; with the others {state(facts)}."


def died(facts: Facts) -> str:
    """How many are dead, and how many of them died during training."""
    dead = units(facts.dead_units, facts.config.hidden_size)
    if not facts.dead_at_start:
        return f"{dead} hidden units died during training (off for {facts.looked_at})"
    return (
        f"{dead} hidden units are dead, {facts.dead_at_start:,.0f} of them from the start and "
        f"{facts.lost_units:,.0f} since (off for {facts.looked_at})"
    )


def units_left(facts: Facts) -> str:
    """How many are not dead: "12 units are left"."""
    living = facts.living_units
    return "1 unit is left" if living == 1 else f"{living:,.0f} units are left"


def why(facts: Facts) -> str:
    """Steps too large for some of the units, which are lost, most of them for good."""
    return (
        f"{cause(facts)} That pushed many units below 0 for {facts.looked_at}, where no gradient "
        f"comes through: they seldom come back. {units_left(facts)} to learn with."
    )


DEAD_UNITS = Complaint(
    "dead units",
    lambda facts: facts.dead_units,
    1.5,
    relative=False,
    shown="{:.0f}".format,
)
VERDICT = Verdict(
    "Dying",
    "warning",
    ":material/warning:",
    applies,
    sentence,
    why,
    new_starts,
    (TRAIN_LOSS, DEAD_UNITS),
)
