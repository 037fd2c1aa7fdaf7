"""Unstable: the loss is high because the steps are too large."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import is_falling, is_poor
from bp.diagnosis.rates import has_large_steps, lowered
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, rate
from bp.training import TrainConfig

# A loss that has stopped falling above this is no success: the smallest networks of the tuning
# half, of 5 units, settled at 0.33 ln C and below.
STUCK_LOSS = 0.5  # of the loss of guessing
# The training loss at an evaluation against the lowest before it: the tuning half's runs that a
# smaller rate helped were at 1.9 and more, noise alone reached 1.3.
UNSTABLE_RISE = 1.5


def applies(facts: Facts) -> bool:
    """The loss is high for large steps: it rose again, never came down, or stopped half-way."""
    last = facts.last
    rose = last is not None and last.train_loss > UNSTABLE_RISE * facts.lowest_train_loss
    stuck = facts.recent_loss > STUCK_LOSS * facts.loss_of_guessing and not is_falling(facts)
    return is_poor(facts) and (rose or stuck or has_large_steps(facts))


def sentence(facts: Facts) -> str:
    """How high the loss is against where it was."""
    return (
        f"The loss jumps: {loss(facts.recent_loss)} after {facts.iteration:,} iterations, with a "
        f"highest of {loss(facts.highest_loss)} and a lowest of {loss(facts.lowest_train_loss)} on "
        f"all training samples. The learning rate of {rate(facts.learning_rate)} is too large."
    )


def cures(facts: Facts) -> list[TrainConfig]:
    """A smaller rate from a new start."""
    return [lowered(facts, facts.learning_rate)]


VERDICT = Verdict("Unstable", "bad", ":material/ssid_chart:", applies, sentence, cures)
