"""Unstable: the loss is high because the steps are too large."""

from bp.diagnosis.clearness import times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import falling, poor, the_loss
from bp.diagnosis.rates import large_steps
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations, loss

# A loss that has stopped falling above this is no success: the smallest networks of the tuning
# half, of 5 units, settled at 0.33 ln C and below.
STUCK_LOSS = 0.5  # of the loss of guessing
# The training loss at an evaluation against the lowest before it: the tuning half's runs that a
# smaller rate helped were at 1.9 and more, noise alone reached 1.3.
UNSTABLE_RISE = 1.5
# A loss of so many times the first one is a jump: a wider spread than a healthy start showed.
JUMP = 1.5


def applies(facts: Facts) -> float:
    """The loss is high for large steps: it rose again, or jumped and never came down."""
    rose = times_above(facts.train_loss, UNSTABLE_RISE * facts.lowest_train_loss, facts.noise)
    return min(poor(facts), max(rose, min(stuck(facts), jumped(facts)), large_steps(facts)))


def stuck(facts: Facts) -> float:
    """How clearly the loss stopped falling half-way."""
    threshold = STUCK_LOSS * facts.loss_of_guessing
    return min(times_above(facts.recent_loss, threshold, facts.noise), -falling(facts))


def jumped(facts: Facts) -> float:
    """How clearly the loss stood out above the first."""
    return times_above(facts.highest_mean, JUMP * facts.first_train_loss, 0.05)


def sentence(facts: Facts) -> str:
    """How high the loss is against where it was."""
    lowest, highest = facts.lowest_train_loss, facts.highest_loss
    return (
        f"After {iterations(facts.iteration)} {the_loss(facts)}. The highest of a batch was "
        f"{loss(highest)}, at iteration {highest.iteration:,}; the lowest on all training images "
        f"{loss(lowest)}, at iteration {lowest.iteration:,}."
    )


def why(facts: Facts) -> str:
    """Steps that overshoot, and how often the loss rose for it."""
    since = facts.fatal_stretch[0]
    rose, times = facts.rises(since)
    if not rose:
        return (
            f"{cause(facts)} Networks were seen to fail at such steps. The training loss has not "
            "risen from one evaluation to the next so far, but it is high."
        )
    return (
        f"{cause(facts)} Such steps overshoot the minimum: from one evaluation to the next the "
        f"training loss rose {rose:,} of {times:,} times"
        + (f" since iteration {since:,}." if since else ".")
    )


VERDICT = Verdict("Unstable", "bad", ":material/ssid_chart:", applies, sentence, why, new_starts)
