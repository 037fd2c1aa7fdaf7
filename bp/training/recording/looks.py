"""What is recorded of each run when a stack is looked at: a row of numbers a field."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.training.evaluation import Evaluator
from bp.training.recording.record import Evaluation, Probe

Array = NDArray[Any]
Lengths = Mapping[str, Array]  # by the name of a parameter, each (runs,)


def evaluations(
    evaluator: Evaluator, data: Dataset, iteration: int, epoch: float, *, on_sample: bool = False
) -> Array:
    """Evaluate every run, after so many iterations and epochs: `(fields of Evaluation, runs)`.

    On all of `data`; or, of its training part, on its sample of up to 1,000 images alone.
    """
    if on_sample:
        x, t = data.sample
        train_accuracy, train_loss, dead = evaluator.look(x, t, np.ones(len(x), bool))
    else:
        train_accuracy, train_loss, dead = evaluator.look(
            data.x_train, data.t_train, data.in_sample
        )
    test_accuracy, test_loss = evaluator.accuracy_and_loss(data.x_test, data.t_test)
    return _rows(
        Evaluation,
        iteration=iteration,
        epoch=epoch,
        train_accuracy=train_accuracy,
        test_accuracy=test_accuracy,
        train_loss=train_loss,
        test_loss=test_loss,
        dead_units=dead,
    )


def probes(
    iteration: int,
    losses: Array,
    dead: Array,
    *,
    update: Lengths,
    weights: Lengths,
    gradient: Lengths,
) -> Array:
    """Describe one update of every run: `(fields of Probe, runs)`.

    Of its `losses (runs,)`, `dead` units and lengths.
    """
    return _rows(
        Probe,
        iteration=iteration,
        loss=losses,
        dead_units=dead,
        update_ratio=np.hypot(update["W1"], update["W2"]) / np.hypot(weights["W1"], weights["W2"]),
        **{f"gradient_{key}": length for key, length in gradient.items()},
    )


def _rows(kind: type, **values: Any) -> Array:
    ordered = [values[field.name] for field in fields(kind)]
    return np.array(np.broadcast_arrays(*ordered), np.float64)
