"""Sure where it is wrong: the test loss rises while the test accuracy holds."""

from bp.diagnosis.clearness import certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.rates import lowered
from bp.diagnosis.verdict import TEST_LOSS, Cure, Verdict, stopped_at
from bp.diagnosis.wording import loss, percent

# The test loss against its lowest: below 1.05 it came and went with the batches. And on digits'
# 324 test images a healthy run rose by 1.07 and fell again, within a sixth of its iterations.
RISE = 1.05
ABOUT = 0.01  # of the test accuracy, more or less: about the same
MUCH = 0.05  # of the test accuracy: who stopped there would lose that
LASTING_SHARE = 0.2  # of the iterations so far: for so long the lowest must be past


def applies(facts: Facts) -> float:
    """The test loss is clearly past its lowest, for some time, and the training loss falls on."""
    lowest = facts.lowest_test_loss
    if not lowest.known:
        return certain(False)
    now = min(facts.test_loss, facts.recent_test_loss)
    rising = times_above(now, RISE * lowest, facts.test_loss_jitter)
    lasting = certain(lowest.iteration <= (1 - LASTING_SHARE) * facts.iteration)
    before = facts.train_loss_at_lowest_test_loss
    still_falls = times_above(before, facts.train_loss, facts.test_loss_jitter)
    return min(rising, lasting, still_falls)


def sentence(facts: Facts) -> str:
    """What the test loss was and is, and that the accuracy holds."""
    lowest = facts.lowest_test_loss
    return (
        f"The test accuracy is {percent(facts.test_accuracy)}; the test loss was {loss(lowest)} at "
        f"iteration {lowest.iteration:,} and is {loss(facts.test_loss)} now."
    )


def why(facts: Facts) -> str:
    """Scores grow on, and make wrong answers cost more."""
    then, now = facts.test_accuracy_at_lowest_test_loss, facts.test_accuracy
    about = "about as many" if abs(now - then) < ABOUT else "more" if now > then else "fewer"
    return (
        f"The training loss fell to {loss(facts.train_loss)} meanwhile, by making the scores "
        f"larger: the network grows sure of its answers. It reads {about} test images correctly "
        f"{'as' if about == 'about as many' else 'than'} then ({percent(now)} now, "
        f"{percent(then)} then), but where it is wrong it is sure, too, and that costs more."
    )


def cures(facts: Facts) -> list[Cure]:
    """Stop where the test loss was lowest; smaller steps where little had been learned by then."""
    if facts.test_accuracy - facts.test_accuracy_at_lowest_test_loss > MUCH:
        return [lowered(facts, facts.main_rate(facts.iteration))]
    return stopped_at(facts, facts.lowest_test_loss, "the test loss was lowest")


VERDICT = Verdict(
    "Sure where it is wrong",
    "info",
    ":material/sentiment_satisfied:",
    applies,
    sentence,
    why,
    cures,
    (TEST_LOSS,),
)
