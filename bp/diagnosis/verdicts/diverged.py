"""Diverged: a loss or a weight is no longer a number."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import new_starts
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import rate, update


def applies(facts: Facts) -> bool:
    """A batch loss, or the training loss, is infinite or not a number."""
    return not facts.finite


def sentence(facts: Facts) -> str:
    """That the numbers left the range."""
    return (
        f"Within {facts.iteration:,} iterations at a learning rate of {rate(facts.learning_rate)} "
        f"the loss stopped being a number: the first update was {update(facts.first_update)}."
    )


VERDICT = Verdict("Diverged", "bad", ":material/trending_up:", applies, sentence, new_starts)
