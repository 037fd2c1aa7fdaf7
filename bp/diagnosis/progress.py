"""How far the loss has come down, and whether it still falls: what several verdicts ask.

"Tuning half", here and in the verdicts, is that of `python -m benchmarks.diagnosis`: about 30
families of 13 learning rates on mnist-5k, digits and MNIST. The other half was looked at only after
the thresholds were fixed, with the exception of STARTED_RISE.
"""

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import percent

# In the tuning half a run at 90 % of its family's best accuracy had a loss below 0.28 ln C, save
# for networks of 5 units, whose loss did not fall any more.
POOR_LOSS = 0.27  # of the loss of guessing
# All runs of the tuning half that were too slow still owed 17 % of their fall to the second half of
# the run; the flattest of the others 11 %.
FALLING_SHARE = 0.15


def is_poor(facts: Facts) -> bool:
    """Whether the loss is well above what a trained network has."""
    return not facts.recent_loss <= POOR_LOSS * facts.loss_of_guessing


def is_falling(facts: Facts) -> bool:
    """Whether the second half of the run still brought a good part of the fall in loss."""
    top = min(facts.first_loss, facts.loss_of_guessing)
    fall = facts.halfway_loss - facts.recent_loss
    return fall >= FALLING_SHARE * (top - facts.recent_loss)


def accuracy_so_far(facts: Facts) -> str:
    """The latest test accuracy, to follow the loss in a sentence; nothing before the first."""
    if facts.last is None or facts.last.iteration == 0:
        return ""
    return f" and the test accuracy {percent(facts.last.test_accuracy)}"
