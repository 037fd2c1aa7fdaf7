"""Overfitting: the test loss rises from its lowest while the training loss goes on falling."""

from dataclasses import replace

from bp.diagnosis.facts import Facts
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss
from bp.training import TrainConfig

# The test loss against its lowest: below 1.05 it came and went with the batches. And on digits'
# 324 test images a healthy run rose by 1.07 and fell again, within a sixth of its iterations.
OVERFITTING_RISE = 1.05
LASTING_SHARE = 0.2  # of the iterations so far: for so long the lowest must be past


def applies(facts: Facts) -> bool:
    """The test loss is clearly past its lowest, for some time, and the training loss falls on."""
    last, best = facts.last, facts.best
    if last is None or best is None:
        return False
    rising = min(last.test_loss, facts.recent_test_loss) > OVERFITTING_RISE * best.test_loss
    lasting = best.iteration <= (1 - LASTING_SHARE) * facts.iteration
    return rising and lasting and last.train_loss < best.train_loss


def sentence(facts: Facts) -> str:
    """Where the test loss was lowest."""
    assert facts.best
    assert facts.last
    return (
        f"The test loss was lowest at iteration {facts.best.iteration:,} "
        f"({loss(facts.best.test_loss)}) and is now {loss(facts.last.test_loss)}, while the "
        f"training loss fell to {loss(facts.last.train_loss)}: the network learns its training "
        "samples by heart."
    )


def cures(facts: Facts) -> list[TrainConfig]:
    """Stop where the test loss was lowest."""
    if facts.best is None:
        return []
    return [replace(facts.config, iterations=max(1, facts.best.iteration))]


VERDICT = Verdict("Overfitting", "warning", ":material/call_split:", applies, sentence, cures)
