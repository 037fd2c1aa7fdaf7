"""Learning well: nothing is the matter."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import accuracy_so_far
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, update


def applies(_facts: Facts) -> bool:
    """Always: it is asked last."""
    return True


def sentence(facts: Facts) -> str:
    """Where it stands, and how large its steps are."""
    return (
        f"After {facts.iteration:,} iterations the loss is {loss(facts.recent_loss)}"
        f"{accuracy_so_far(facts)}; an update is {update(facts.update_ratio)}."
    )


VERDICT = Verdict("Learning well", "good", ":material/check_circle:", applies, sentence)
