"""Too early to say: the loss is still high, and the run too young to be blamed for it."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import is_poor
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss

# A healthy run (mnist-5k, 0 to 1, rate 0.1) sits at ln 10 for its first 90 to 150 iterations.
ENOUGH_ITERATIONS = 200
ENOUGH_SHARE = 0.05  # of the iterations asked for, so that a long run is given time


def applies(facts: Facts) -> bool:
    """Too few iterations for a loss that is high."""
    enough = max(ENOUGH_ITERATIONS, ENOUGH_SHARE * facts.config.iterations)
    return facts.iteration == 0 or (facts.iteration < enough and is_poor(facts))


def sentence(facts: Facts) -> str:
    """How long it has run."""
    if facts.iteration == 0:
        return "Nothing has been trained yet: 0 iterations are done."
    done = "1 iteration is" if facts.iteration == 1 else f"{facts.iteration:,} iterations are"
    return (
        f"{done} too few to judge: the loss is {loss(facts.recent_loss)}, "
        f"guessing has {facts.reference}."
    )


VERDICT = Verdict("Too early to say", "info", ":material/hourglass_top:", applies, sentence)
