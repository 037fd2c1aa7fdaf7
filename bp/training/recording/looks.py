"""What is recorded of each run when a stack is looked at."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.training.evaluation import Evaluator
from bp.training.recording.record import Evaluation, Probe

Array = NDArray[Any]
Lengths = Mapping[str, Array]  # by the name of a parameter, each (runs,)


def evaluations(
    evaluator: Evaluator, data: Dataset, iteration: int, epoch: float
) -> list[Evaluation]:
    """Evaluate every run on all of `data`, after so many iterations and epochs."""
    train_accuracy, train_loss = evaluator.accuracy_and_loss(data.x_train, data.t_train)
    test_accuracy, test_loss = evaluator.accuracy_and_loss(data.x_test, data.t_test)
    dead = evaluator.dead_units(data.sample[0])
    return [
        Evaluation(
            iteration=iteration,
            epoch=epoch,
            train_accuracy=float(train_accuracy[run]),
            test_accuracy=float(test_accuracy[run]),
            train_loss=float(train_loss[run]),
            test_loss=float(test_loss[run]),
            dead_units=int(dead[run]),
        )
        for run in range(len(dead))
    ]


def probes(
    iteration: int,
    losses: Array,
    dead: Array,
    *,
    update: Lengths,
    weights: Lengths,
    gradient: Lengths,
) -> list[Probe]:
    """Describe one update of every run: its `losses (runs,)`, `dead` units and lengths."""
    ratio = np.hypot(update["W1"], update["W2"]) / np.hypot(weights["W1"], weights["W2"])
    return [
        Probe(
            iteration=iteration,
            loss=float(losses[run]),
            dead_units=int(dead[run]),
            update_ratio=float(ratio[run]),
            gradient_W1=float(gradient["W1"][run]),
            gradient_b1=float(gradient["b1"][run]),
            gradient_W2=float(gradient["W2"][run]),
            gradient_b2=float(gradient["b2"][run]),
        )
        for run in range(len(losses))
    ]
