"""Past its best: it has read clearly more of the images than it does now, training images, too."""

from bp.diagnosis.clearness import above, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import the_loss
from bp.diagnosis.rates import lowered
from bp.diagnosis.verdict import Cure, Verdict, stopped_at
from bp.diagnosis.verdicts.unstable import UNSTABLE_RISE
from bp.diagnosis.wording import percent, rate

FALL = 0.03  # of the test accuracy, between medians of evaluations in a row


def applies(facts: Facts) -> float:
    """The test accuracy fell for good, and the training loss rose."""
    fall = facts.former_test_accuracy - facts.recent_test_accuracy
    fell = above(fall, FALL, facts.test_accuracy_jitter)
    rose = times_above(facts.train_loss, UNSTABLE_RISE * facts.lowest_train_loss, 0.1)
    return min(fell, rose)


def sentence(facts: Facts) -> str:
    """How good it was, and is."""
    best = facts.best_test_accuracy
    return (
        f"The test accuracy was {percent(best)} at iteration {best.iteration:,} and is "
        f"{percent(facts.test_accuracy)} now; {the_loss(facts)}."
    )


def why(facts: Facts) -> str:
    """Steps too large to stay where it was good."""
    return (
        "It does worse on its training images, too, so it does not learn them by heart: at a "
        f"learning rate of {rate(facts.fatal_rate)} with batches of {facts.config.batch_size:,} "
        "the steps are so large that it loses what it had learned."
    )


def cures(facts: Facts) -> list[Cure]:
    """Smaller steps; or stop where it was best."""
    return [
        lowered(facts, facts.fatal_rate),
        *stopped_at(facts, facts.best_test_accuracy, "the test accuracy was highest"),
    ]


VERDICT = Verdict(
    "Past its best", "warning", ":material/trending_down:", applies, sentence, why, cures
)
