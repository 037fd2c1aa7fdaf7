"""The rules: what must have been measured for each verdict."""

from bp.diagnosis.measures import Measures
from bp.diagnosis.thresholds import (
    DEAD_LOSS,
    DEAD_SHARE,
    DYING_SHARE,
    ENOUGH_ITERATIONS,
    ENOUGH_SHARE,
    FALLING_SHARE,
    LARGEST_FIRST_UPDATE,
    LASTING_SHARE,
    LIVING_UNITS,
    OVERFITTING_RISE,
    POOR_LOSS,
    STARTED_FALL,
    STARTED_RISE,
    STUCK_LOSS,
    UNSTABLE_RISE,
)


def diverged(m: Measures) -> bool:
    """A loss or a weight is no longer a number."""
    return not m.finite


def dead(m: Measures) -> bool:
    """Most units are off, with few left or no gradient but that of b2, and the loss shows it."""
    if m.dead_share == 1:
        return True
    knows_nothing = m.recent_loss >= DEAD_LOSS * m.loss_of_guessing
    no_way_back = m.living_units <= LIVING_UNITS or m.only_b2_learns
    return m.dead_share > DEAD_SHARE and no_way_back and knows_nothing


def dying(m: Measures) -> bool:
    """Many ReLUs died since the start; what is left still learns."""
    return m.config.activation == "relu" and m.lost_share > DYING_SHARE


def too_early(m: Measures) -> bool:
    """The loss is still high, and the run too young to be blamed for it."""
    enough = max(ENOUGH_ITERATIONS, ENOUGH_SHARE * m.config.iterations)
    return m.iteration == 0 or (m.iteration < enough and poor(m))


def not_started(m: Measures) -> bool:
    """Alive, with small steps, and the loss is where it was: neither much lower nor higher."""
    fall = m.first_loss - m.recent_loss
    unmoved = -STARTED_RISE * m.loss_of_guessing < fall < STARTED_FALL * m.loss_of_guessing
    alive = m.lost_share <= DYING_SHARE
    return unmoved and alive and poor(m) and not large_steps(m)


def unstable(m: Measures) -> bool:
    """The loss is high for large steps: it rose again, never came down, or stopped half-way."""
    rose = m.last is not None and m.last.train_loss > UNSTABLE_RISE * m.lowest_train_loss
    stuck = m.recent_loss > STUCK_LOSS * m.loss_of_guessing and not falling(m)
    return poor(m) and (rose or stuck or large_steps(m))


def too_slow(m: Measures) -> bool:
    """The loss is high and still falling, but will not get there in the iterations that remain."""
    pace = (m.halfway_loss - m.recent_loss) / (m.iteration / 2)
    at_the_end = m.recent_loss - pace * m.remaining
    return poor(m) and falling(m) and at_the_end > POOR_LOSS * m.loss_of_guessing


def overfitting(m: Measures) -> bool:
    """The test loss rises from its lowest while the training loss goes on falling."""
    if m.last is None or m.best is None:
        return False
    rising = min(m.last.test_loss, m.recent_test_loss) > OVERFITTING_RISE * m.best.test_loss
    lasting = m.best.iteration <= (1 - LASTING_SHARE) * m.iteration
    return rising and lasting and m.last.train_loss < m.best.train_loss


def unlucky_start(m: Measures) -> bool:
    """This seed failed where most of the others do well."""
    failed = dead(m) or unstable(m) or (dying(m) and poor(m))
    return failed and m.learning_repeats > (m.repeats + 1) / 2


def poor(m: Measures) -> bool:
    """Whether the loss is well above what a trained network has."""
    return not m.recent_loss <= POOR_LOSS * m.loss_of_guessing


def falling(m: Measures) -> bool:
    """Whether the second half of the run still brought a good part of the fall in loss."""
    top = min(m.first_loss, m.loss_of_guessing)
    return m.halfway_loss - m.recent_loss >= FALLING_SHARE * (top - m.recent_loss)


def large_steps(m: Measures) -> bool:
    """Whether the first update is, at the rate in use, more than a network was seen to stand."""
    return not m.first_update < LARGEST_FIRST_UPDATE[m.config.activation]
