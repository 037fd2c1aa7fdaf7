"""Dead: most hidden units pass no gradient on, and what is left cannot be trained."""

from bp.diagnosis.clearness import above, certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import the_loss
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts.dying import units_left
from bp.diagnosis.wording import units

DEAD_SHARE = 0.5  # at least: "most units are off"
DEAD_LOSS = 0.7  # of the loss of guessing: a dead network is at it or above
# What counts is how many units are left, more than which share is off. In the runs studied, with
# such a loss, one or two living units seldom led to half of what their family's best reached, at
# any rate. With 3 to 10 it depends on what they look for, which no record tells: these are between
# dead and dying.
FEW_UNITS, FEW_NOISE = 4.5, 0.8  # the noise is that of the logarithm


def applies(facts: Facts) -> float:
    """Most units are off, with few left or no gradient but that of b2, and the loss shows it."""
    if facts.dead_share == 1:
        return certain(True)
    most = above(facts.dead_units, facts.more_than(DEAD_SHARE), facts.unit_noise)
    loss_of_dead = DEAD_LOSS * facts.loss_of_guessing
    knows_little = times_above(facts.recent_loss, loss_of_dead, facts.noise)
    return min(most, max(_few_left(facts), certain(facts.only_b2_learns)), knows_little)


def _few_left(facts: Facts) -> float:
    if facts.activation.dead_word != "off":  # a curve that is nearly flat still learns a little
        return certain(False)
    return -times_above(facts.living_units, FEW_UNITS, FEW_NOISE)


def sentence(facts: Facts) -> str:
    """Which share is off, since when, and that waiting is useless."""
    since = "" if facts.died_at is None else f" since iteration {facts.died_at:,}"
    waiting = "waiting is useless" if facts.remaining else "more iterations are useless"
    if facts.dead_share == 1 or facts.only_b2_learns:
        hope = f"No learning rate revives them: {waiting}, only a new start helps."
    else:
        hope = f"Too few are left to learn well with: {waiting}, a new start helps."
    return (
        f"{units(facts.dead_units, facts.config.hidden_size)} hidden units are "
        f"{facts.activation.dead_word or 'dead'} and pass no gradient{since}, and "
        f"{the_loss(facts)}. {hope}"
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
        left = f"{units_left(facts)}: too few to tell the classes apart well."
    return f"{cause(facts)} {mechanism} {left}"


VERDICT = Verdict("Dead", "bad", ":material/cancel:", applies, sentence, why, new_starts)
