"""Too slow: the loss falls, but will not get there in the iterations that remain."""

from bp.diagnosis.clearness import times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import POOR_LOSS, falling, poor
from bp.diagnosis.rates import first_step, lowered_too_far, raised_or_longer
from bp.diagnosis.verdict import Cure, Verdict, cure
from bp.diagnosis.wording import iterations, loss, rate


def applies(facts: Facts) -> float:
    """High, falling or held back by a lowered rate, and high at the end at this pace."""
    stretch = max(facts.iteration - facts.halfway_loss.iteration, 1)
    pace = (facts.halfway_loss - facts.recent_loss) / stretch
    at_the_end = max(facts.recent_loss - pace * facts.remaining, 0)
    too_high = times_above(at_the_end, POOR_LOSS * facts.loss_of_guessing, facts.noise)
    return min(poor(facts), max(falling(facts), lowered_too_far(facts)), too_high)


def sentence(facts: Facts) -> str:
    """How far it came."""
    halfway = facts.halfway_loss
    falls = facts.recent_loss < halfway
    return (
        f"The loss {'is falling, but too slowly' if falls else 'is not falling'}: it was "
        f"{loss(halfway)} at iteration {halfway.iteration:,}, and after "
        f"{iterations(facts.iteration)} it is {loss(facts.recent_loss)} (means of "
        f"{facts.recent_batches:,} batches)."
    )


def why(facts: Facts) -> str:
    """Steps that are small, or too few."""
    used = rate(facts.learning_rate)
    if lowered_too_far(facts) > 0:
        before = facts.main_rate(facts.iteration)
        count = iterations(facts.iterations_at(before, facts.iteration))
        return (
            f"The learning rate was lowered to {used} at iteration {facts.since:,}, which is too "
            f"small: {first_step(facts)}. Before that, {count} had a learning rate of "
            f"{rate(before)}."
        )
    return (
        f"The learning rate is {used}, and {first_step(facts)}: with steps like that the "
        f"iterations asked for, {facts.config.iterations:,}, are too few."
    )


def cures(facts: Facts) -> list[Cure]:
    """The rate that it was lowered from; or a larger one, or more time."""
    if lowered_too_far(facts) > 0:
        return [cure(facts, "With the rate of before the steps are larger.")]
    return raised_or_longer(facts)


VERDICT = Verdict(
    "Too slow",
    "warning",
    ":material/hourglass_bottom:",
    applies,
    sentence,
    why,
    cures,
)
