"""Dead: most hidden units pass no gradient on, and what is left cannot be trained."""

from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import new_starts
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import loss, units

# What counts is how many units are left, more than which share is off: in the tuning half up to 4
# living units could not be trained on, at any rate, once the loss was back at 0.88 ln C and more;
# 6 of 200 could. So did the report's 46 dead of 50 reach 48 %, with a loss of 0.6 ln C.
LIVING_UNITS = 4
DEAD_SHARE = 0.5  # at least: "most units are off"
DEAD_LOSS = 0.8  # of the loss of guessing: a dead network is at it or above


def applies(facts: Facts) -> bool:
    """Most units are off, with few left or no gradient but that of b2, and the loss shows it."""
    if facts.dead_share == 1:
        return True
    knows_nothing = facts.recent_loss >= DEAD_LOSS * facts.loss_of_guessing
    no_way_back = facts.living_units <= LIVING_UNITS or facts.only_b2_learns
    return facts.dead_share > DEAD_SHARE and no_way_back and knows_nothing


def sentence(facts: Facts) -> str:
    """Which share is off, since when, and that the present weights are lost."""
    since = "" if facts.died_at is None else f" since iteration {facts.died_at:,}"
    fixed = facts.dead_share == 1 or facts.only_b2_learns
    return (
        f"{units(facts.dead_units, facts.config.hidden_size)} hidden units are "
        f"{facts.activation.dead_word} and pass no "
        f"gradient{since}, and the loss stays at {loss(facts.recent_loss)}: "
        + ("no other learning rate revives them" if fixed else "too few are left to learn with")
        + ", only a new start helps."
    )


VERDICT = Verdict("Dead", "bad", ":material/cancel:", applies, sentence, new_starts)
