"""What came of one run of a sweep, and when that is known before its end."""

import math
from dataclasses import dataclass

import numpy as np

from bp.diagnosis import verdict_of
from bp.nn import ACTIVATIONS
from bp.training import History


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run."""

    best_test_accuracy: float  # the highest at any evaluation
    test_accuracy: float  # at the end
    loss: float  # mean of the last tenth of the batch losses
    dead_units: int  # at the end
    verdict: str  # a key of bp.diagnosis.VERDICTS
    nearly: str  # the graver one that the same run may get when it is trained again, or nothing
    seconds: float  # its share of the training time
    iterations_done: int  # fewer than asked for where it was stopped
    stopped: str  # why it was: "diverged", "dead", "slow", or nothing


def outcome(history: History, stopped: str = "") -> Outcome:
    """Sum up a run that is through."""
    assert history.last is not None
    tail = max(1, history.iteration // 10)
    verdict, nearly = verdict_of(history)
    return Outcome(
        best_test_accuracy=history.best_test_accuracy,
        test_accuracy=history.last.test_accuracy,
        loss=float(np.mean(history.loss[-tail:], dtype=np.float64)),
        dead_units=history.last.dead_units,
        verdict=verdict,
        nearly=nearly or "",
        seconds=history.seconds[-1],
        iterations_done=history.iteration,
        stopped=stopped,
    )


def hopeless(history: History) -> str:
    """Why nothing can become of a run that was just evaluated, in a word; or nothing.

    A loss that is no number makes every weight no number. Units that are all off for the 1,000
    images looked at, twice in a row with at least a sixteenth of the run between, have never been
    seen to come back; a weight decay could turn them on.
    """
    if len(history.loss) and math.isnan(history.loss[-1]):
        return "diverged"
    config, counted = history.config, history.evaluation_records.column("dead_units")[1:]
    can_die = ACTIVATIONS[config.activation].dead_word == "off" and not config.weight_decay
    for_good = len(counted) > 1 and (counted[-2:] == config.hidden_size).all()
    return "dead" if can_die and for_good else ""
