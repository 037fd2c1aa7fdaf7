"""Learning well: nothing is the matter."""

from bp.diagnosis.clearness import certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import state
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import iterations, update


def applies(_facts: Facts) -> float:
    """Always: it is asked last."""
    return certain(True)


def sentence(facts: Facts) -> str:
    """Where it stands."""
    return f"After {iterations(facts.iteration)} {state(facts)}."


def why(facts: Facts) -> str:
    """Steps of a healthy size."""
    return (
        f"The first update was {update(facts.first_update)}: large enough to get on, small enough "
        "not to overshoot."
    )


VERDICT = Verdict("Learning well", "good", ":material/check_circle:", applies, sentence, why)
