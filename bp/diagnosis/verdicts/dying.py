"""Dying: many hidden units died since the start; what is left still learns."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import accuracy_so_far
from bp.diagnosis.rates import lowered
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, units
from bp.training import TrainConfig

# More than a fifth of the units lost since the start is where we speak of dying: a definition.
DYING_SHARE = 0.2


def applies(facts: Facts) -> bool:
    """Many units that can be off died since the start."""
    return facts.activation.dead_word == "off" and facts.lost_share > DYING_SHARE


def sentence(facts: Facts) -> str:
    """How many units died, and what the rest achieves."""
    return (
        f"{units(facts.dead_units, facts.config.hidden_size)} hidden units are dead, "
        f"{facts.dead_units - facts.dead_at_start:,} of them since the start; with the others the "
        f"loss is {loss(facts.recent_loss)}{accuracy_so_far(facts)}."
    )


def cures(facts: Facts) -> list[TrainConfig]:
    """A smaller rate from a new start: what died does not come back."""
    return [lowered(facts, facts.learning_rate)]


VERDICT = Verdict("Dying", "warning", ":material/warning:", applies, sentence, cures)
