"""Dead: most hidden units pass no gradient on, and what is left can hardly be trained."""

from bp.diagnosis.clearness import above, certain, times_above
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import another_start, cause, new_starts, steeper_start
from bp.diagnosis.progress import the_loss
from bp.diagnosis.verdict import Cure, Verdict
from bp.diagnosis.verdicts.dying import units_left
from bp.diagnosis.wording import hidden_units_are, units

DEAD_SHARE = 0.5  # at least: "most units are off"
DEAD_LOSS = 0.7  # of the loss of guessing: a dead network is at it or above
# What counts is how many units are left, more than which share is off. In the runs studied, with
# such a loss, one or two living units seldom led to half of what their family's best reached, at
# any rate. With 3 to 10 it depends on what they look for, which no record tells: these are between
# dead and dying.
FEW_UNITS, FEW_NOISE = 4.5, 0.8  # the noise is that of the logarithm


def applies(facts: Facts) -> float:
    """Most units are off, with few left or no gradient but that of b2, and the loss shows it."""
    if facts.dead_share == 1 and facts.activation.dead_word == "off":
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
    """Which share is off, since when, and whether waiting can help."""
    since = "" if facts.died_at is None else f", since iteration {facts.died_at:,}"
    dead = hidden_units_are(facts.dead_units, facts.config.hidden_size)
    return (
        f"{dead} {facts.activation.dead_word} for {facts.looked_at}{since}, and "
        f"{the_loss(facts)}. {_hope(facts)}"
    )


def _hope(facts: Facts) -> str:
    """What may be waited for, as far as it is known."""
    waiting = "Waiting is" if facts.remaining else "More iterations are"
    if facts.gone_for_good:
        return f"Nothing moves them any more: {waiting.lower()} useless, start again."
    if facts.dead_share < 1:
        return f"Too few are left to learn well with. {waiting} unlikely to help: start again."
    few = "Such units seldom come back."
    if facts.config.weight_decay:
        few = "Such units seldom come back, though weight decay may turn some on again."
    return f"{few} {waiting} unlikely to help: start again."


def why(facts: Facts) -> str:
    """How the units came to pass no gradient, and what is left to learn."""
    return f"{_mechanism(facts)} {_left(facts)}"


def from_the_start(facts: Facts) -> bool:
    """Whether most of the dead units were so before the first update, though weights differ."""
    return facts.dead_at_start > facts.lost_units and facts.config.weight_init_std > 0


def so_at_first(facts: Facts) -> str:
    """How many were so from the start: "12 of 50 were so"."""
    were = "was" if int(facts.dead_at_start) == 1 else "were"
    return f"{units(facts.dead_at_start, facts.config.hidden_size)} {were} so"


def _mechanism(facts: Facts) -> str:
    if facts.config.weight_init_std == 0:
        return f"{cause(facts)} Where all units are 0, so is the gradient of W1 and W2."
    if from_the_start(facts):
        main = "are the main cause" if facts.lost_units else "are the cause, and not the steps"
        return (
            f"{so_at_first(facts)} before the first "
            f"update: the initial weights {main}. {_where(facts)[1]} the slope is 0, and no "
            "gradient comes through."
        )
    return (
        f"{cause(facts)} The steps pushed the units {_where(facts)[0]} for {facts.looked_at}: "
        "there the slope is 0, and no gradient comes through that could move them back."
    )


def _where(facts: Facts) -> tuple[str, str]:
    """On which part of their curve the units are, in a sentence and at its beginning."""
    if facts.activation.dead_word == "off":
        return "below 0", "Below 0"
    return "so far out that their curve is flat", "Where the curve is flat to all digits,"


def _left(facts: Facts) -> str:
    if facts.dead_share < 1 and not facts.only_b2_learns:
        return f"{units_left(facts)}: too few to tell the classes apart well."
    lowest = (
        "how common each class is, which leads no lower than the loss of guessing "
        f"({facts.reference})."
    )
    if facts.vanished_since is None:
        return f"What learns, as long as they are off, are the last biases alone: {lowest}"
    return (
        "Only the last biases had a gradient whenever it was measured since iteration "
        f"{facts.vanished_since:,}: they learn {lowest}"
    )


def cures(facts: Facts) -> list[Cure]:
    """Another start where the units began so; or else steps that do not push them there."""
    if not from_the_start(facts):
        return new_starts(facts)
    is_off = facts.activation.dead_word == "off"
    return another_start(facts) if is_off else steeper_start(facts)


VERDICT = Verdict("Dead", "bad", ":material/cancel:", applies, sentence, why, cures)
