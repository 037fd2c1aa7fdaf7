"""What a training in the background has done, and waiting for more."""

from collections.abc import Callable

from bp.app.live.training import LiveTraining
from tests.parallel.engines import until

Make = Callable[..., LiveTraining]


def done(training: LiveTraining) -> int:
    return training.trainer.iteration


def beyond(training: LiveTraining, iteration: int) -> None:
    """Wait for a slice."""
    until(lambda: done(training) > iteration or not training.running)
