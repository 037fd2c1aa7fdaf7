"""Records of runs that are made by hand: every figure in them is known."""

from collections.abc import Sequence

import numpy as np

from bp.training import Evaluation, History, Probe, TrainConfig

EVERY = 100  # iterations between two evaluations


def made(
    *,
    test_accuracy: Sequence[float],
    test_loss: Sequence[float],
    train_loss: Sequence[float],
    train_accuracy: Sequence[float] = (),
    dead_units: Sequence[int] = (),
    update_ratio: float = 0.01,
    **settings: object,
) -> History:
    """A record with one evaluation every hundred iterations, and the training losses between."""
    iterations = EVERY * (len(test_loss) - 1)
    config = TrainConfig(**{"iterations": max(iterations, 1)} | settings)  # type: ignore[arg-type]
    run = History(config, train_size=1_000, class_shares=[0.1] * 10)
    places = np.arange(len(test_loss)) * EVERY
    run.record_losses(np.interp(np.arange(iterations), places, train_loss))
    for place, iteration in enumerate(places.tolist()):
        dead = dead_units[place] if dead_units else 0
        accuracy = (train_accuracy or test_accuracy)[place]
        run.record_evaluation(
            Evaluation(
                iteration,
                iteration / 10,
                accuracy,
                test_accuracy[place],
                train_loss[place],
                test_loss[place],
                dead,
            ),
            1.0,
        )
        run.record_probe(Probe(iteration, train_loss[place], dead, update_ratio, 1, 1, 1, 1))
    return run
