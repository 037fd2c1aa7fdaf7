"""What the user reads, one sentence or two a verdict, with the figures that led to it."""

from bp.diagnosis.measures import Measures
from bp.diagnosis.wording import loss, percent, rate, units, update


def learning(m: Measures) -> str:
    """Where it stands, and how large its steps are."""
    return (
        f"After {m.iteration:,} iterations the loss is {loss(m.recent_loss)}{_accuracy(m)}; "
        f"an update is {update(m.update_ratio)}."
    )


def dead(m: Measures) -> str:
    """Which share is off, since when, and that the present weights are lost."""
    since = "" if m.died_at is None else f" since iteration {m.died_at:,}"
    fixed = m.dead_share == 1 or m.only_b2_learns
    state = "are off" if m.config.activation == "relu" else "are saturated"
    return (
        f"{_units(m)} {state} and pass no gradient{since}, "
        f"and the loss stays at {loss(m.recent_loss)}: "
        + ("no other learning rate revives them" if fixed else "too few are left to learn with")
        + ", only a new start helps."
    )


def not_started(m: Measures) -> str:
    """That the units are alive and the steps tiny."""
    return (
        f"After {m.iteration:,} iterations the loss is still {loss(m.recent_loss)}, and guessing "
        f"has {m.reference}. {_units(m)} are dead, so the network "
        f"can learn, but an update is {update(m.update_ratio)}: the learning rate of "
        f"{rate(m.learning_rate)} is too small."
    )


def too_slow(m: Measures) -> str:
    """How far it came, and how small its steps are."""
    return (
        f"The loss is falling, from {loss(m.halfway_loss)} halfway to {loss(m.recent_loss)} after "
        f"{m.iteration:,} iterations, but too slowly: the first update at a learning rate of "
        f"{rate(m.learning_rate)} is {update(m.first_update)}."
    )


def diverged(m: Measures) -> str:
    """That the numbers left the range."""
    return (
        f"Within {m.iteration:,} iterations at a learning rate of {rate(m.learning_rate)} the loss "
        f"stopped being a number: the first update was {update(m.first_update)}."
    )


def unstable(m: Measures) -> str:
    """How high the loss is against where it was."""
    return (
        f"The loss jumps: {loss(m.recent_loss)} after {m.iteration:,} iterations, with a highest "
        f"of {loss(m.highest_loss)} and a lowest of {loss(m.lowest_train_loss)} on all training "
        f"samples. The learning rate of {rate(m.learning_rate)} is too large."
    )


def overfitting(m: Measures) -> str:
    """Where the test loss was lowest."""
    assert m.best
    assert m.last
    return (
        f"The test loss was lowest at iteration {m.best.iteration:,} ({loss(m.best.test_loss)}) "
        f"and is now {loss(m.last.test_loss)}, while the training loss fell to "
        f"{loss(m.last.train_loss)}: the network learns its training samples by heart."
    )


def dying(m: Measures) -> str:
    """How many units died, and what the rest achieves."""
    return (
        f"{_units(m)} are dead, {m.dead_units - m.dead_at_start:,} of them since the start; with "
        f"the others the loss is {loss(m.recent_loss)}{_accuracy(m)}."
    )


def unlucky_start(m: Measures) -> str:
    """How the other seeds do."""
    return (
        f"With seed {m.config.seed} it fails ({_units(m)} are dead, loss {loss(m.recent_loss)}), "
        f"but {m.learning_repeats:,} of {m.repeats:,} other seeds learn: "
        f"a learning rate of {rate(m.learning_rate)} is at the edge here, and chance decides."
    )


def too_early(m: Measures) -> str:
    """How long it has run."""
    if m.iteration == 0:
        return "Nothing has been trained yet: 0 iterations are done."
    done = "1 iteration is" if m.iteration == 1 else f"{m.iteration:,} iterations are"
    return (
        f"{done} too few to judge: the loss is {loss(m.recent_loss)}, guessing has {m.reference}."
    )


def _units(m: Measures) -> str:
    return f"{units(m.dead_units, m.config.hidden_size)} hidden units"


def _accuracy(m: Measures) -> str:
    if m.last is None or m.last.iteration == 0:
        return ""
    return f" and the test accuracy {percent(m.last.test_accuracy)}"
