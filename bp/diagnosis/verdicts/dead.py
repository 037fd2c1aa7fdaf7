"""Dead: most hidden units pass no gradient on, and what is left cannot be trained."""

from bp.diagnosis.clearness import above, below, certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import the_loss
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.wording import units

# What counts is how many units are left, more than which share is off: in the tuning half up to 4
# living units could not be trained on, at any rate, once the loss was back at 0.88 ln C and more;
# 6 of 200 could. So did the report's 46 dead of 50 reach 48 %, with a loss of 0.6 ln C.
LIVING_UNITS = 4
DEAD_SHARE = 0.5  # at least: "most units are off"
DEAD_LOSS = 0.8  # of the loss of guessing: a dead network is at it or above


def applies(facts: Facts) -> float:
    """Most units are off, with few left or no gradient but that of b2, and the loss shows it."""
    if facts.dead_share == 1:
        return certain(True)
    most = above(facts.dead_units, facts.more_than(DEAD_SHARE), facts.unit_noise)
    few_left = below(facts.living_units, LIVING_UNITS + 0.5, 0.5)
    if facts.activation.dead_word != "off":  # a curve that is nearly flat still learns a little
        few_left = certain(False)
    loss_of_dead = DEAD_LOSS * facts.loss_of_guessing
    knows_nothing = times_above(facts.recent_loss, loss_of_dead, facts.noise)
    return min(most, max(few_left, certain(facts.only_b2_learns)), knows_nothing)


def sentence(facts: Facts) -> str:
    """Which share is off, since when, and that waiting is useless."""
    since = "" if facts.died_at is None else f" since iteration {facts.died_at:,}"
    fixed = facts.dead_share == 1 or facts.only_b2_learns
    revived = "no learning rate revives them" if fixed else "too few are left to learn with"
    waiting = "waiting is useless" if facts.remaining else "more iterations are useless"
    return (
        f"{units(facts.dead_units, facts.config.hidden_size)} hidden units are "
        f"{facts.activation.dead_word or 'dead'} and pass no gradient{since}, and "
        f"{the_loss(facts)}. {revived[0].upper()}{revived[1:]}: {waiting}, only a new start helps."
    )


def why(facts: Facts) -> str:
    """Steps too large, units thrown where they pass no gradient, nothing but b2 left to learn."""
    if facts.config.weight_init_std == 0:
        mechanism = "Where all units are 0, so is the gradient of W1 and W2."
    else:
        off = (
            "below 0 for every image" if facts.activation.dead_word == "off" else "to the flat end"
        )
        mechanism = (
            f"The steps pushed the units {off}: there the slope is 0, no gradient comes through, "
            "and nothing can move them back."
        )
    if facts.dead_share == 1 or facts.only_b2_learns:
        left = (
            "Only the last biases still learn, how common each class is; they lead no lower than "
            f"the loss of guessing ({facts.reference})."
        )
    else:
        left = f"{facts.living_units:,.0f} units are left to learn with: too few for the classes."
    return f"{cause(facts)} {mechanism} {left}"


VERDICT = Verdict("Dead", "bad", ":material/cancel:", applies, sentence, why, new_starts)
