"""Overfitting: the test accuracy falls while the training images are read better and better."""

from bp.diagnosis.clearness import above
from bp.diagnosis.facts import Facts
from bp.diagnosis.verdict import TEST_LOSS, Cure, Verdict, stopped_at
from bp.diagnosis.verdicts.overconfident import applies as overconfident
from bp.diagnosis.wording import loss, percent

FALL = 0.01  # of the test accuracy, between medians of evaluations in a row


def applies(facts: Facts) -> float:
    """The test loss is past its lowest, and the test accuracy past its highest."""
    fall = facts.former_test_accuracy - facts.recent_test_accuracy
    return min(overconfident(facts), above(fall, FALL, facts.test_accuracy_jitter))


def sentence(facts: Facts) -> str:
    """Where the test figures were best."""
    best, lowest = facts.best_test_accuracy, facts.lowest_test_loss
    return (
        f"The test accuracy was {percent(best)} at iteration {best.iteration:,} and is "
        f"{percent(facts.test_accuracy)} now; the test loss was {loss(lowest)} at iteration "
        f"{lowest.iteration:,} and is {loss(facts.test_loss)} now."
    )


def why(facts: Facts) -> str:
    """It learns its training images by heart."""
    return (
        f"The training loss fell to {loss(facts.train_loss)} meanwhile: the network learns its "
        f"{facts.history.train_size:,} training images by heart, and what it learns of late holds "
        "for no others."
    )


def cures(facts: Facts) -> list[Cure]:
    """Stop where the test loss was lowest."""
    return stopped_at(facts, facts.lowest_test_loss, "the test loss was lowest")


VERDICT = Verdict(
    "Overfitting",
    "warning",
    ":material/call_split:",
    applies,
    sentence,
    why,
    cures,
    (TEST_LOSS,),
)
