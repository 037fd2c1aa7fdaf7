"""How far the loss has come down, and whether it still falls: what several verdicts ask.

"Tuning half", here and in the verdicts, is that of `python -m benchmarks.diagnosis`: about 30
families of 13 learning rates on mnist-5k, digits and MNIST. The other half was looked at only after
the thresholds were fixed, with the exception of STARTED_RISE.
"""

import math

from bp.diagnosis.clearness import times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import loss, percent

# In the tuning half a run at 90 % of its family's best accuracy had a loss below 0.28 ln C, save
# for networks of 5 units, whose loss did not fall any more.
POOR_LOSS = 0.27  # of the loss of guessing
# All runs of the tuning half that were too slow still owed 17 % of their fall to the second half of
# the run; the flattest of the others 11 %.
FALLING_SHARE = 0.15


def learns(facts: Facts) -> bool:
    """Whether the loss is one that a trained network has; one that is no number never is."""
    return facts.recent_loss < POOR_LOSS * facts.loss_of_guessing


def poor(facts: Facts) -> float:
    """How clearly the loss is above what a trained network has."""
    if math.isinf(facts.recent_loss):
        return math.inf
    return times_above(facts.recent_loss, POOR_LOSS * facts.loss_of_guessing, facts.noise)


def falling(facts: Facts) -> float:
    """How clearly the second half of the run still brought a good part of the fall in loss."""
    top = min(facts.first_train_loss, facts.loss_of_guessing)
    fall = facts.halfway_loss - facts.recent_loss
    wanted = FALLING_SHARE * (top - facts.recent_loss)
    return (fall - wanted) / max(facts.noise * facts.recent_loss, 1e-9)


def the_loss(facts: Facts) -> str:
    """The loss and what it is of: "the loss is 0.476 (mean of the last 100 batches)"."""
    mean = "mean of " if facts.recent_batches > 1 else ""
    return f"the loss is {loss(facts.recent_loss)} ({mean}{facts.recent_loss.of})"


def accuracy_so_far(facts: Facts) -> str:
    """The latest test accuracy, to follow the loss in a sentence; nothing before the first."""
    if not facts.test_accuracy.iteration:
        return ""
    return f" and the test accuracy {percent(facts.test_accuracy)}"


def state(facts: Facts) -> str:
    """The loss and the latest test accuracy."""
    return the_loss(facts) + accuracy_so_far(facts)


def guessing_known(facts: Facts) -> str:
    """What to compare the loss with: "a network that only guesses has a loss of 2.301"."""
    return f"a network that only guesses has a loss of {facts.reference}"
