"""Records of runs that the charts' tests draw."""

import math
from collections.abc import Sequence

import numpy as np

from bp.training import Evaluation, History
from tests.training.examples import config


def history(losses: Sequence[float] = (), class_shares: Sequence[float] = (0.1,) * 10) -> History:
    """A record of these losses, evaluated at every tenth iteration."""
    record = History(
        config(iterations=max(len(losses), 1)),
        train_size=160,
        class_shares=class_shares,
    )
    for loss in losses:
        if record.iteration % 10 == 0:
            record.record_evaluation(evaluation(record.iteration), record.iteration)
        record.record_losses([loss])
    return record


def evaluation(iteration: int) -> Evaluation:
    train, test = 1 - 0.9 * 0.9**iteration, 1 - 0.9 * 0.95**iteration
    return Evaluation(iteration, iteration / 10, train, test, 0.1, 0.2, 3)


def falling(length: int = 500) -> History:
    """A run that learns: a noisy loss from ln 10 downwards."""
    noise = np.random.default_rng(0).uniform(0.9, 1.1, length)
    return history(list(math.log(10) * noise / (1 + np.arange(length) / 50)))


def lost(at: int = 7, length: int = 40, value: float = math.nan) -> History:
    """A run whose loss is not finite from one iteration on."""
    return history([2.3] * at + [value] * (length - at))


RUNS = {"empty": history(), "one": history([2.3]), "falling": falling(), "lost": lost()}
