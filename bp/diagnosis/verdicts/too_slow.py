"""Too slow: the loss falls, but will not get there in the iterations that remain."""

from bp.diagnosis.clearness import times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import POOR_LOSS, falling, poor
from bp.diagnosis.rates import raised_or_longer
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations, loss, rate, update


def applies(facts: Facts) -> float:
    """High and falling, and still high at the end if it goes on at this pace."""
    stretch = max(facts.iteration - facts.halfway_loss.iteration, 1)
    pace = (facts.halfway_loss - facts.recent_loss) / stretch
    at_the_end = max(facts.recent_loss - pace * facts.remaining, 0)
    too_high = times_above(at_the_end, POOR_LOSS * facts.loss_of_guessing, facts.noise)
    return min(poor(facts), falling(facts), too_high)


def sentence(facts: Facts) -> str:
    """How far it came."""
    halfway = facts.halfway_loss
    return (
        f"The loss is falling, but too slowly: it was {loss(halfway)} at iteration "
        f"{halfway.iteration:,}, and after {iterations(facts.iteration)} it is "
        f"{loss(facts.recent_loss)} (means of {facts.recent_batches:,} batches)."
    )


def why(facts: Facts) -> str:
    """Steps that are small, or too few."""
    return (
        f"The first update at the learning rate of {rate(facts.learning_rate)} is "
        f"{update(facts.first_update_now)}: with steps like that the iterations asked for, "
        f"{facts.config.iterations:,}, are too few."
    )


VERDICT = Verdict(
    "Too slow",
    "warning",
    ":material/hourglass_bottom:",
    applies,
    sentence,
    why,
    raised_or_longer,
)
