"""Not started: the network is alive, its steps are tiny, and the loss is where it was."""

from bp.diagnosis.clearness import above, below
from bp.diagnosis.facts import Facts
from bp.diagnosis.new_start import cause, new_starts
from bp.diagnosis.progress import guessing_known, poor, the_loss
from bp.diagnosis.rates import first_step, healthy_rate, large_steps, raised_or_longer
from bp.diagnosis.verdict import Cure, Verdict
from bp.diagnosis.verdicts.dying import DYING_SHARE
from bp.diagnosis.wording import hidden_units_are, iterations, percent, rate

# Runs that a larger rate would help had taken 0.044 ln C or less off the loss (not started) or
# 0.047 and more (too slow) in the tuning half.
STARTED_FALL = 0.045  # of the loss of guessing
FALL_NOISE = 0.2  # of the fall: so near to the start, the order of additions changes little
# A loss that rose has started, badly. Not measured but reasoned, after a run at 2.4e9 was called
# "not started" in the half kept aside; the mean of 20 losses of single samples wavers as much.
STARTED_RISE = 0.1  # of the loss of guessing
RIGHT_STEPS = 0.5  # of the healthy rate: from there on the rate is not too small


def applies(facts: Facts) -> float:
    """Alive, with small steps, and the loss neither much lower nor higher than at first."""
    if facts.zero_at_start:  # then W1 and W2 never get a gradient, whatever the loss does
        return poor(facts)
    fall = (facts.first_train_loss - facts.recent_loss) / facts.loss_of_guessing
    noise = facts.noise_of_batches * facts.recent_loss / facts.loss_of_guessing
    noise = max(noise, FALL_NOISE * abs(fall))
    is_alive = below(facts.lost_units, facts.more_than(DYING_SHARE), facts.unit_noise)
    is_unmoved = min(above(fall, -STARTED_RISE, noise), below(fall, STARTED_FALL, noise))
    return min(is_unmoved, is_alive, poor(facts), -large_steps(facts))


def sentence(facts: Facts) -> str:
    """That the loss is where it was, and what the answers are worth all the same."""
    accuracy = facts.test_accuracy
    read = f"; the test accuracy is {percent(accuracy)}" if accuracy.iteration else ""
    reached = f"After {iterations(facts.iteration)} {the_loss(facts)}, and {guessing_known(facts)}"
    if facts.zero_at_start:
        return f"{reached}{read}."
    dead = hidden_units_are(facts.dead_units, facts.config.hidden_size)
    can_learn = "" if facts.only_b2_learns else f" {dead} dead, so the network can learn."
    return f"{reached}. The loss has hardly moved{read}.{can_learn}"


def why(facts: Facts) -> str:
    """Steps too small, or too few, to get away from the start; or weights that are all 0."""
    if facts.zero_at_start:
        return (
            f"{cause(facts)} So W1 and W2 have a gradient of exactly 0, and only the last biases "
            "learn, how common each class is: at any learning rate."
        )
    used = f"The learning rate of {rate(facts.learning_rate)}"
    if facts.learning_rate >= RIGHT_STEPS * healthy_rate(facts):
        return (
            f"{used} is not too small, {first_step(facts)}: there were too few of them to get away "
            "from the start."
        )
    return f"{used} is too small: {first_step(facts)}, so the loss hardly falls."


def cures(facts: Facts) -> list[Cure]:
    """Weights that differ; or a larger rate, or more time."""
    return new_starts(facts) if facts.config.weight_init_std == 0 else raised_or_longer(facts)


VERDICT = Verdict(
    "Not started",
    "bad",
    ":material/horizontal_rule:",
    applies,
    sentence,
    why,
    cures,
)
