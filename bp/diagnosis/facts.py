"""The facts of a run: plain numbers, read off its history without building a table."""

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis.guessing import guessing, loss_of_guessing
from bp.diagnosis.vanished_gradient import only_b2_learns, vanished_since
from bp.nn import ACTIVATIONS, Activation
from bp.training import Evaluation, History, TrainConfig


@dataclass(frozen=True, eq=False)
class Facts:
    """The figures of one run at one moment, each worked out when it is first asked for.

    Before the first iteration losses are nan and counts 0.
    """

    history: History
    repeats: int = 0  # other seeds of the same config
    learning_repeats: int = 0  # how many of them have a loss that is not poor

    @property
    def config(self) -> TrainConfig:
        """What was asked for."""
        return self.history.config

    @property
    def activation(self) -> Activation:
        """That of the hidden units."""
        return ACTIVATIONS[self.config.activation]

    @property
    def iteration(self) -> int:
        """Iterations done."""
        return self.history.iteration

    @property
    def remaining(self) -> int:
        """Iterations still to come."""
        return self.config.iterations - self.iteration

    @property
    def learning_rate(self) -> float:
        """The learning rate in use now."""
        return self.history.learning_rate

    @cached_property
    def last(self) -> Evaluation | None:
        """The latest evaluation."""
        return self.history.last

    @cached_property
    def best(self) -> Evaluation | None:
        """The evaluation with the lowest test loss."""
        rows = self.history.evaluation_records
        losses = rows.column("test_loss")
        return rows[int(np.where(np.isnan(losses), np.inf, losses).argmin())] if rows else None

    @cached_property
    def finite(self) -> bool:
        """Whether every batch loss, and the latest training loss, is a number."""
        trained = self.last is None or math.isfinite(self.last.train_loss)
        return trained and self.history.first_lost is None

    @cached_property
    def loss_of_guessing(self) -> float:
        """What answering every image by the classes' shares costs."""
        return loss_of_guessing(self.history)

    @property
    def reference(self) -> str:
        """The same in words: 2.301, about ln 10."""
        return guessing(self.history)

    @property
    def first_loss(self) -> float:
        """On all training samples, before the first update."""
        rows = self.history.evaluation_records
        return rows[0].train_loss if rows else math.nan

    @cached_property
    def halfway_loss(self) -> float:
        """The mean of the tenth of the batch losses that ends at half of the run so far."""
        half = max(self._window, self.iteration // 2)
        return _mean(self.history.loss[half - self._window : half])

    @cached_property
    def recent_loss(self) -> float:
        """The mean of the last tenth of the batch losses."""
        return _mean(self.history.loss[-self._window :])

    @property
    def _window(self) -> int:
        return max(1, self.iteration // 10)

    @property
    def highest_loss(self) -> float:
        """The highest loss of a batch."""
        return float(self.history.loss.max()) if self.iteration else math.nan

    @property
    def lowest_train_loss(self) -> float:
        """The lowest loss on all training samples, at an evaluation."""
        losses = self.history.evaluation_records.column("train_loss")
        known = losses[~np.isnan(losses)]
        return float(known.min()) if known.size else math.nan

    @property
    def recent_test_loss(self) -> float:
        """The median of the last tenth of the evaluations, of three at least."""
        losses = self.history.evaluation_records.column("test_loss")
        return median(losses[-max(3, len(losses) // 10) :].tolist())

    @cached_property
    def dead_units(self) -> int:
        """Hidden units that passed no gradient for 1,000 training samples when last looked at."""
        looks = [(probe.iteration, probe.dead_units) for probe in self.history.probe_records[-1:]]
        looks += [(self.last.iteration, self.last.dead_units)] if self.last else []
        return max(looks)[1] if looks else 0

    @property
    def dead_at_start(self) -> int:
        """The same before the first update."""
        return next((probe.dead_units for probe in self.history.probe_records), 0)

    @property
    def dead_share(self) -> float:
        """The share of the hidden units that are dead."""
        return self.dead_units / self.config.hidden_size

    @property
    def living_units(self) -> int:
        """Hidden units that are not dead."""
        return self.config.hidden_size - self.dead_units

    @property
    def lost_share(self) -> float:
        """The share of the hidden units that died since the start."""
        return (self.dead_units - self.dead_at_start) / self.config.hidden_size

    @property
    def died_at(self) -> int | None:
        """The iteration of the first probe at which it was as dead as now."""
        probes = self.history.probe_records
        as_many = np.flatnonzero(probes.column("dead_units") >= max(self.dead_units, 1))
        moments = [vanished_since(probes), *(probes[int(place)].iteration for place in as_many[:1])]
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def fatal_rate(self) -> float:
        """The learning rate in use before it was found dead; if it was not, the one in use now."""
        found = self.iteration if self.died_at is None else self.died_at
        return self.history.rate_at(found)

    @property
    def only_b2_learns(self) -> bool:
        """Whether the gradients of W1, b1 and W2 were exactly 0 at the last probe."""
        return any(only_b2_learns(probe) for probe in self.history.probe_records[-1:])

    @property
    def first_update(self) -> float:
        """The length of the first update over that of the weights, at the rate in use now.

        Measured at the first rate: an update is proportional to the rate.
        """
        for probe in self.history.probe_records[:1]:
            return probe.update_ratio * self.learning_rate / self.history.rates[0][1]
        return math.nan

    @property
    def update_ratio(self) -> float:
        """The same ratio lately: the median of the last five probes."""
        probes = self.history.probe_records[-5:]
        return median(probe.update_ratio for probe in probes) if probes else math.nan


def _mean(losses: NDArray[np.float32]) -> float:
    return float(losses.mean(dtype=np.float64)) if len(losses) else math.nan
