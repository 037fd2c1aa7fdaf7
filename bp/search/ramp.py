"""One network trained at a learning rate that rises with each iteration, and what that does to it.

Source: Smith, Cyclical Learning Rates for Training Neural Networks (2017), section 3.3.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.diagnosis.guessing import entropy
from bp.training import TrainConfig
from bp.training.descent import Descent
from bp.training.stack import Stack

Array = NDArray[Any]

WATCHED = 500  # training images on which the loss is measured: a batch's own is too noisy
MOST_DEAD = 0.5  # of the hidden units: beyond it there is no way back
LEARNED = 0.9  # of the loss of guessing: below it, learning has begun
PATIENCE = 10  # iterations that a loss may stay above that of guessing
BUFFERS = ("watched", "watcher")  # made anew where they are needed


@dataclass(frozen=True, slots=True)
class Point:
    """A network before the update at one learning rate, and the size of that update."""

    learning_rate: float
    batch_loss: float
    loss: float  # on the watched training images, the same at every point
    dead_units: int  # that pass no gradient for any of them
    update_ratio: float  # length of the update of all parameters over the length of them all


class Ramp:
    """A network that takes one update at each of `rates`, unless it breaks before."""

    def __init__(self, dataset: Dataset, config: TrainConfig, rates: Sequence[float]) -> None:
        self.stack = Stack(dataset, [config])
        self.rates = list(rates)
        self.points_done = 0
        self.stopped = ""  # why it ended before the last rate
        self._above = 0  # points in a row that the loss was above that of guessing
        self._has_learned = False

    def __getstate__(self) -> dict[str, Any]:
        """Without the buffers."""
        return {name: value for name, value in vars(self).items() if name not in BUFFERS}

    @property
    def finished(self) -> bool:
        """Whether there is no point left to measure."""
        return bool(self.stopped) or self.points_done == len(self.rates)

    @property
    def work(self) -> int:
        """What a point costs, in multiplications of a forward pass."""
        return self.stack.work

    @property
    def nbytes(self) -> int:
        """About the size of what is pickled."""
        return self.stack.nbytes

    @cached_property
    def loss_of_guessing(self) -> float:
        """What answering by the shares of the classes costs."""
        labels = self.stack.data.t_train
        return entropy((np.bincount(labels) / len(labels)).tolist())

    @cached_property
    def watched(self) -> tuple[Array, Array]:
        """The pixels, scaled, and labels of some training images, drawn once by the seed."""
        data = self.stack.data
        size = min(WATCHED, len(data.x_train))
        rng = np.random.default_rng(self.stack.config.seed)
        chosen = rng.choice(len(data.x_train), size, replace=False)
        return self.stack.batches.scaling.apply(data.x_train[chosen]), data.t_train[chosen]

    @cached_property
    def watcher(self) -> Descent:
        """What looks at the network on the watched images."""
        return Descent(self.stack.params, self.stack.config.activation, len(self.watched[1]))

    def next_point(self) -> Point:
        """Look at the network, then train it for one iteration at the next rate."""
        stack, rate = self.stack, self.rates[self.points_done]
        stack.set_learning_rate(0, rate)
        loss, dead = self._look()
        before = stack.params.flat.copy()
        losses, _, decayed = stack.gradients()
        stack.optimizer.update(stack.params.flat, decayed, stack.rates)
        length, update = (float(np.linalg.norm(x)) for x in (before, stack.params.flat - before))
        point = Point(rate, float(losses[0]), loss, dead, update / length if length else math.nan)
        self.points_done += 1
        self._judge(point)
        return point

    def _look(self) -> tuple[float, int]:
        x, t = self.watched
        loss = self.watcher.loss(self.watcher.forward(x), t)[0]
        slope = self.watcher.activation.backward(np.ones_like(self.watcher.hidden(x)))
        return float(loss[0]), int((np.count_nonzero(slope, axis=0) == 0).sum())

    def _judge(self, point: Point) -> None:
        """Stop where going on would only show a broken network at higher and higher rates.

        'Four times the lowest loss', as elsewhere, is no sign here: a dead network sits at ln C.
        """
        guessing = self.loss_of_guessing
        self._has_learned |= point.loss < LEARNED * guessing
        self._above = self._above + 1 if point.loss > guessing else 0
        if not (math.isfinite(point.loss) and math.isfinite(point.batch_loss)):
            self.stopped = "the loss was no longer a finite number"
        elif point.dead_units > MOST_DEAD * self.stack.config.hidden_size:
            self.stopped = "most hidden units were dead"
        elif self._has_learned and self._above >= PATIENCE:
            self.stopped = "the loss stayed above that of guessing"


def advance_ramps(ramps: list[Ramp], points: int, seconds: float) -> list[list[Point]]:
    """Measure so many points more of each ramp, or until the time is up; one at least."""
    until = time.perf_counter() + seconds
    measured: list[list[Point]] = [[] for _ in ramps]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(points):
            for ramp, record in zip(ramps, measured, strict=True):
                if not ramp.finished:
                    record.append(ramp.next_point())
            if time.perf_counter() >= until or all(ramp.finished for ramp in ramps):
                break
    return measured
