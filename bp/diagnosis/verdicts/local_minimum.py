"""Stuck: the loss has stopped falling, without any jump, before the classes are told apart."""

from bp.diagnosis.clearness import above, below
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import guessing_known, poor, state
from bp.diagnosis.rates import (
    UPDATE_NOISE,
    large_steps,
    largest_update,
    lowered_too_far,
    within,
)
from bp.diagnosis.verdict import Cure, Verdict, cure
from bp.diagnosis.verdicts import too_small, unstable
from bp.diagnosis.wording import hidden_units_are, iterations

FALLEN = 0.1  # of the loss of guessing: less than that is no learning that could get stuck
TIMES = 4  # the hidden units, for a network that got stuck


def applies(facts: Facts) -> float:
    """High, settled, and neither jumps, large steps nor too few units to blame."""
    largest = largest_update(facts)
    small = below(facts.largest_update, largest, UPDATE_NOISE)
    calm = min(-unstable.jumped(facts), -large_steps(facts), small / largest)
    fall = (facts.first_train_loss - facts.recent_loss) / facts.loss_of_guessing
    fallen = above(fall, FALLEN, facts.noise * facts.recent_loss / facts.loss_of_guessing)
    found = min(poor(facts), unstable.stuck(facts), fallen, calm, -lowered_too_far(facts))
    return min(found, -too_small.applies(facts))  # then no other place is any lower


def sentence(facts: Facts) -> str:
    """That nothing moves any more."""
    return (
        f"After {iterations(facts.iteration)} {state(facts)}, and it has stopped falling; "
        f"{guessing_known(facts)}. {hidden_units_are(facts.dead_units, facts.config.hidden_size)} "
        f"{facts.activation.dead_word}."
    )


def why(_facts: Facts) -> str:
    """A place from which every small step leads up."""
    return (
        "The steps are not too large, and still the loss does not fall: the weights have settled "
        "where no small step leads down, which happens to small networks. Where they settle "
        "depends on the initial weights; more units leave fewer such places."
    )


def cures(facts: Facts) -> list[Cure]:
    """More units; or the next seed."""
    size = int(within("hidden_size", TIMES * facts.config.hidden_size))
    seed = int(within("seed", facts.config.seed + 1))
    return [
        cure(facts, "More units leave fewer places to get stuck in.", hidden_size=size),
        cure(facts, "Other initial weights may settle lower.", seed=seed),
    ]


VERDICT = Verdict(
    "Stuck", "warning", ":material/vertical_align_center:", applies, sentence, why, cures
)
