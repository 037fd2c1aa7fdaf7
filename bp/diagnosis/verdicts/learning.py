"""Learning well: nothing is the matter."""

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import state
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations, loss

NEARLY_LOWEST = 1.05  # times the lowest loss


def applies(_facts: Facts) -> float:
    """Always: it is asked last."""
    return certain(True)


def sentence(facts: Facts) -> str:
    """Where it stands."""
    return f"After {iterations(facts.iteration)} {state(facts)}."


def why(facts: Facts) -> str:
    """How far the loss fell, as it was measured; nothing of steps that others were."""
    first, now, lowest = facts.first_train_loss, facts.train_loss, facts.lowest_train_loss
    if not now.iteration:
        return "Nothing speaks against this run so far."
    if now >= first:
        return (
            f"The loss on all training images was {loss(first)} before the first update and is "
            f"{loss(now)} at iteration {now.iteration:,}: it has not fallen yet."
        )
    kept = ", and it is at its lowest" if now <= NEARLY_LOWEST * lowest else ""
    return (
        f"The loss on all training images fell from {loss(first)} before the first update to "
        f"{loss(now)} at iteration {now.iteration:,}{kept}."
    )


VERDICT = Verdict("Learning well", "good", ":material/check_circle:", applies, sentence, why)
