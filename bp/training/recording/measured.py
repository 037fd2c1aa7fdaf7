"""How a stack of runs is looked at while it trains."""

from collections.abc import Callable
from copy import deepcopy
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.training.arrays import StackedArrays
from bp.training.config import TrainConfig
from bp.training.optimizers import Optimizer
from bp.training.recording.looks import evaluations, probes
from bp.training.recording.record import Record
from bp.training.recording.schedule import epoch_at, few_looks

Array = NDArray[Any]


class Measured:
    """What of a stack is evaluated and probed, and when."""

    config: TrainConfig
    data: Dataset
    params: StackedArrays
    optimizer: Optimizer
    learning_rates: Array  # (runs,)
    lengths_left_out: Array  # (runs,): of the weights of constant zero pixels
    iteration: int
    seconds: float  # of training, of all its runs
    sparse: bool  # whether it is looked at a few times only, on a sample
    counted: tuple[int, Array] | None  # when dead units were last counted, and how many, (runs,)
    evaluator: Any  # an Evaluator, made where it is needed, as are the `rates`
    rates: Any

    @property
    def next_stop(self) -> int:
        """The iteration at which somebody may want to decide which runs go on; or the end."""
        looks = self.few_looks if self.sparse else []
        return next((at for at in looks if at > self.iteration), self.config.iterations)

    @cached_property
    def few_looks(self) -> list[int]:
        """When a sparse one is looked at."""
        images = len(self.data.sample[0]) + len(self.data.x_test)
        return few_looks(self.config, images)

    def _is_due(self, schedule: Callable[[int, TrainConfig, int], bool]) -> bool:
        if self.sparse:
            return self.iteration in self.few_looks
        return schedule(self.iteration, self.config, len(self.data.x_train))

    def _evaluate(self, record: Record) -> None:
        epoch = epoch_at(self.iteration, self.config, len(self.data.x_train))
        record.seconds.append(self.seconds / len(self.learning_rates))
        looked = evaluations(
            self.evaluator, self.data, self.iteration, epoch, on_sample=self.sparse
        )
        record.evaluations.append(looked)
        self.counted = self.iteration, looked[-1]

    def _probe(self, losses: Array, grads: StackedArrays, decayed: Array, record: Record) -> None:
        update = self.params.with_flat(np.zeros_like(self.params.flat))
        deepcopy(self.optimizer).update(update.flat, decayed.copy(), self.rates)  # from 0: exact
        lengths = self.params.lengths()
        W1 = np.hypot(lengths["W1"], self.lengths_left_out)
        record.probes.append(
            probes(
                self.iteration,
                losses,
                self._dead_units(),
                update=update.lengths(),
                weights={"W1": W1, "W2": lengths["W2"]},
                gradient=grads.lengths(),
            )
        )

    def _dead_units(self) -> Array:
        """Dead units, `(runs,)`: where the networks were evaluated just now, of that very look."""
        if self.counted is not None and self.counted[0] == self.iteration:
            return self.counted[1]
        return self.evaluator.dead_units(self.data.sample[0])
