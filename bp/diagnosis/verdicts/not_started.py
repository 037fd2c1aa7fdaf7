"""Not started: the network is alive, its steps are tiny, and the loss is where it was."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import is_poor
from bp.diagnosis.rates import has_large_steps, raised_or_longer
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts.dying import DYING_SHARE
from bp.diagnosis.wording import loss, rate, units, update

# Runs that a larger rate would help had taken 0.044 ln C or less off the loss (not started) or
# 0.047 and more (too slow) in the tuning half.
STARTED_FALL = 0.045  # of the loss of guessing
# A loss that rose has started, badly. Not measured but reasoned, after a run at 2.4e9 was called
# "not started" in the half kept aside; the mean of 20 losses of single samples wavers as much.
STARTED_RISE = 0.1  # of the loss of guessing


def applies(facts: Facts) -> bool:
    """Alive, with small steps, and the loss neither much lower nor higher than at first."""
    fall = (facts.first_loss - facts.recent_loss) / facts.loss_of_guessing
    is_alive = facts.lost_share <= DYING_SHARE
    is_unmoved = -STARTED_RISE < fall < STARTED_FALL
    return is_unmoved and is_alive and is_poor(facts) and not has_large_steps(facts)


def sentence(facts: Facts) -> str:
    """That the units are alive and the steps tiny."""
    return (
        f"After {facts.iteration:,} iterations the loss is still {loss(facts.recent_loss)}, and "
        f"guessing has {facts.reference}. {units(facts.dead_units, facts.config.hidden_size)} "
        "hidden units are dead, so the network can learn, but an update is "
        f"{update(facts.update_ratio)}: the learning rate of {rate(facts.learning_rate)} is too "
        "small."
    )


VERDICT = Verdict(
    "Not started", "bad", ":material/horizontal_rule:", applies, sentence, raised_or_longer
)
