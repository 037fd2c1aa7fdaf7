"""Too slow: the loss falls, but will not get there in the iterations that remain."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import POOR_LOSS, is_falling, is_poor
from bp.diagnosis.rates import raised_or_longer
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, rate, update


def applies(facts: Facts) -> bool:
    """High and falling, and still high at the end if it goes on at this pace."""
    pace = (facts.halfway_loss - facts.recent_loss) / (facts.iteration / 2)
    at_the_end = facts.recent_loss - pace * facts.remaining
    too_high = at_the_end > POOR_LOSS * facts.loss_of_guessing
    return is_poor(facts) and is_falling(facts) and too_high


def sentence(facts: Facts) -> str:
    """How far it came, and how small its steps are."""
    return (
        f"The loss is falling, from {loss(facts.halfway_loss)} halfway to "
        f"{loss(facts.recent_loss)} after {facts.iteration:,} iterations, but too slowly: the "
        f"first update at a learning rate of {rate(facts.learning_rate)} is "
        f"{update(facts.first_update)}."
    )


VERDICT = Verdict(
    "Too slow", "warning", ":material/hourglass_bottom:", applies, sentence, raised_or_longer
)
