"""Diverged: a loss or a weight is no longer a number."""

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations, rate


def applies(facts: Facts) -> float:
    """A batch loss, or the training loss, is infinite or not a number."""
    return certain(not facts.is_finite)


def sentence(facts: Facts) -> str:
    """When the numbers left the range, and at which rate."""
    lost = facts.history.first_lost
    if lost is None:
        return f"After {iterations(facts.iteration)} the training loss is no longer a number."
    used = rate(facts.history.rate_at(lost))
    return (
        f"At iteration {lost:,}, with a learning rate of {used}, the loss "
        "stopped being a finite number: what is left cannot be trained, only a new start helps."
    )


def why(facts: Facts) -> str:
    """Steps too large, each larger than the one before."""
    return (
        f"{cause(facts)} Each step overshot, the next gradient was larger still, and the weights "
        "grew until the scores were too large for a number of 32 bits."
    )


VERDICT = Verdict("Diverged", "bad", ":material/trending_up:", applies, sentence, why, new_starts)
