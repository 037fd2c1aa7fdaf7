"""Too early to say: the loss is still high, and the run too young to be blamed for it."""

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.facts.losses import ENOUGH_IMAGES
from bp.diagnosis.progress import guessing_known, learns, poor, the_loss
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import rate

# A healthy run (mnist-5k, 0 to 1, rate 0.1) sits at ln 10 for its first 90 to 150 iterations.
ENOUGH_ITERATIONS = 200
HIGH = 1.5  # times the loss of guessing: that is not near it any more
ENOUGH_SHARE = 0.05  # of the iterations asked for, so that a long run is given time


def applies(facts: Facts) -> float:
    """Too few iterations, at the rate in use, for a loss that is high or of a few images only."""
    if facts.iteration == 0:
        return certain(True)
    enough = max(ENOUGH_ITERATIONS, ENOUGH_SHARE * facts.config.iterations)
    few_images = facts.recent_batches * facts.config.batch_size < ENOUGH_IMAGES
    unknown = max(poor(facts), certain(few_images))
    return min(certain(facts.iteration - facts.since < enough), unknown)


def sentence(facts: Facts) -> str:
    """How long it has run at this rate."""
    if facts.iteration == 0:
        return "Nothing has been trained yet: 0 iterations are done."
    count = facts.iteration - facts.since
    at = f" with the learning rate of {rate(facts.learning_rate)}" if facts.rate_was_moved else ""
    done = f"1 iteration{at} is" if count == 1 else f"{count:,} iterations{at} are"
    return f"{done} too few to judge: {the_loss(facts)}, {guessing_known(facts)}."


def why(facts: Facts) -> str:
    """That a network needs time."""
    if facts.recent_loss > HIGH * facts.loss_of_guessing:
        return "A loss that is high in the first iterations may still come down."
    if learns(facts):
        return "A low loss of so few images may be luck."
    return "A network that learns well may stay near the loss of guessing for its first iterations."


VERDICT = Verdict("Too early to say", "info", ":material/hourglass_top:", applies, sentence, why)
