"""What each studied run really suffered from, told from its fate rather than from its record.

The oracle sees what the diagnosis cannot: how well the family does at its best rate, and what the
weights are still good for when training goes on at another rate. The two flat lines come apart by
experiment: from a *dead* network no rate leads anywhere, from one that has *not started* the
family's best rate does.
"""

from benchmarks.diagnosis.study import Case, Fate
from bp.diagnosis import Diagnosis

LEARNED = 0.9  # of the way from the commonest class to the family's best accuracy
FAILED = 0.5  # of the same way
MOVED = 0.05  # share of the family's best fall in loss: below it, nothing has happened yet
MOST_UNITS = 0.5  # of the hidden units, off on all training samples: what "dead" is said of
MANY_UNITS = 0.2  # more than a fifth died since the start: what we call dying, by definition
# Verdicts that tell apart what the oracle has one word for.
KINDS = {
    "lost_units": ["dying"],
    "overconfident": ["overfitting"],
    "past_its_best": ["unstable"],
    "local_minimum": ["unstable"],
    # What dead is to a unit that can be off; the diagnosis has one word for some and for most.
    "saturated": ["unstable", "dead"],
}
WORSE = 1.05  # times the lowest test loss, for more training to have done harm


def label(fate: Fate) -> str:
    """The verdict that the diagnosis should reach on this run alone."""
    reached = score(fate, fate.accuracy)
    rescued = max(score(fate, accuracy) for accuracy in fate.accuracy_after.values())
    if not fate.finite:
        return "diverged"
    if reached < FAILED and rescued < FAILED and fate.off_units > MOST_UNITS:
        return "dead"
    if fate.can_be_off and fate.lost_units > MANY_UNITS + 1e-9:  # 1 of 5 is not more than a fifth
        return "dying"
    if reached < LEARNED and fate.rate < fate.best_rate:
        return "too_slow" if fall(fate) >= MOVED else "not_started"
    start, end, _ = fate.train_losses
    if reached < LEARNED or end > start:  # many right answers, and worse than guessing by its loss
        return "unstable"
    return "overfitting" if overfits(fate) else "learning"


def kind(diagnosis: Diagnosis, truth: str) -> str:
    """The verdict in the oracle's words; of two that it is between, the one that is true."""
    names = [name for name in (diagnosis.verdict, diagnosis.nearly) if name]
    said = [kind for name in names for kind in KINDS.get(name, [name])]
    return truth if truth in said else said[0]


def label_among(case: Case, siblings: list[Case]) -> str:
    """The same when the other seeds are known: a failure that most of them do not share."""
    alone = label(case.fate)
    well = [score(other.fate, other.fate.accuracy) >= LEARNED for other in siblings]
    failed = score(case.fate, case.fate.accuracy) < FAILED
    return "unlucky_start" if failed and sum(well) > len(well) / 2 else alone


def score(fate: Fate, accuracy: float) -> float:
    """How far it came: 0 at the share of the commonest class, 1 at the family's best."""
    return (accuracy - fate.majority_share) / (fate.best_accuracy - fate.majority_share)


def fall(fate: Fate) -> float:
    """How much of the loss the run took off, as a share of what the family's best did."""
    start, end, _ = fate.train_losses
    return (start - end) / (start - fate.best_loss)


def overfits(fate: Fate) -> bool:
    """Whether the test loss is past its lowest and rises on, while the training loss falls on."""
    lowest, now, later = fate.test_losses
    return WORSE * lowest < now < later and fate.train_losses[2] < fate.train_losses[1]
