"""Learning with fewer units: many died during training, and the rest does well."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import new_starts
from bp.diagnosis.progress import state
from bp.diagnosis.verdict import TRAIN_LOSS, Verdict
from bp.diagnosis.verdicts.dying import DEAD_UNITS, died, lost_units, why

applies = lost_units  # with a loss that is high it is dying, which is asked before


def sentence(facts: Facts) -> str:
    """How many units died, and how well the rest does."""
    return f"{died(facts)}, and the others learn well: {state(facts)}."


VERDICT = Verdict(
    "Learning, units lost",
    "info",
    ":material/filter_alt:",
    applies,
    sentence,
    why,
    new_starts,
    (DEAD_UNITS, TRAIN_LOSS),
)
