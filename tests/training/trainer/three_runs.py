"""Three runs that differ in their learning rate alone."""

from typing import Any

from bp.training import TrainConfig
from tests.training.examples import config

RATES = (0.001, 0.1, 1)


def runs(**changes: Any) -> list[TrainConfig]:
    return [config(learning_rate=rate, **changes) for rate in RATES]
