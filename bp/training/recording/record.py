"""What a stretch of training wrote down, to be added to the histories of its runs."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)  # there are thousands of them
class Evaluation:
    """The network after `iteration` updates, on all data."""

    iteration: int
    epoch: float
    train_accuracy: float
    test_accuracy: float
    train_loss: float
    test_loss: float
    dead_units: int  # hidden units that pass no gradient for any of 1,000 training images


@dataclass(frozen=True, slots=True)  # there are thousands of them
class Probe:
    """A cheap look at one update: the state before it, and what it did."""

    iteration: int
    loss: float  # of the batch, before its update
    dead_units: int
    update_ratio: float  # length of the update of W1 and W2 over the length of W1 and W2
    gradient_W1: float  # length (Euclidean norm) of the gradient of each parameter array
    gradient_b1: float
    gradient_W2: float
    gradient_b2: float


@dataclass
class Record:
    """The iterations of one stretch, for all runs of a stack, in order."""

    losses: list[NDArray[Any]] = field(default_factory=list)  # (runs,) an iteration
    evaluations: list[NDArray[Any]] = field(default_factory=list)  # (fields, runs) each time
    probes: list[NDArray[Any]] = field(default_factory=list)  # likewise
    seconds: list[float] = field(default_factory=list)  # a run's share, at each evaluation

    def __getstate__(self) -> dict[str, Any]:
        """Pickled with the losses in one array: it travels a hundred times as fast."""
        return {**vars(self), "losses": self.losses_by_run()}

    def losses_by_run(self) -> NDArray[np.float32]:
        """The losses as `(runs, iterations)`."""
        return np.asarray(self.losses, np.float32).T

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.losses = list(state["losses"].T)
