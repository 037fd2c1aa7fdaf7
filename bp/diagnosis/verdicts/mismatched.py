"""Images and labels do not belong together: what is learned of them holds for no other image."""

from bp.diagnosis.clearness import above, below, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import POOR_LOSS
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, percent

# Of what the commonest class leaves: 54 test images of ten classes get 0.08 above it by luck.
CHANCE = 0.08 / 0.9


def applies(facts: Facts) -> float:
    """The training images are read well, the test images never better than by chance."""
    learned = above(facts.train_accuracy, 0.7, 0.02)
    common = facts.history.majority_share
    by_chance = below(facts.best_test_accuracy, common + CHANCE * (1 - common), 0.02)
    worse = times_above(facts.test_loss, (1 + POOR_LOSS) * facts.loss_of_guessing, 0.05)
    return min(learned, by_chance, worse)


def sentence(facts: Facts) -> str:
    """Well on what it has seen, by chance on what it has not."""
    return (
        f"It reads {percent(facts.train_accuracy)} of the training images correctly, but never "
        f"more than {percent(facts.best_test_accuracy)} of the test images, and its loss on those "
        f"is {loss(facts.test_loss)} ({facts.reference} is that of a network that only guesses)."
    )


def why(_facts: Facts) -> str:
    """There is nothing to learn but each image by heart."""
    return (
        "Where images and labels belong together, something of what is learned holds for new "
        "images. Here nothing does: the labels look shuffled against the images, so check how the "
        "file was made. No setting of the training helps."
    )


VERDICT = Verdict(
    "Labels do not fit the images", "bad", ":material/shuffle:", applies, sentence, why
)
