"""What was recorded of one run."""

from collections.abc import Sequence
from copy import copy
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.data import Dataset
from bp.training.config import TrainConfig
from bp.training.recording.rates import used_rates
from bp.training.recording.record import Evaluation, Probe
from bp.training.recording.rows import Rows

if TYPE_CHECKING:
    import pandas as pd


class Run:
    """Tells the records of one run from those of any other, in the memory of this process."""


class History:
    """The record of one run: its config, one loss an iteration, evaluations and probes.

    `loss[i]` is the loss of batch `i` before its update. `rates` lists from which iteration on
    which learning rate was used. `seconds` has the training time at each evaluation, as this
    run's share of its stack's; it is kept out of the tables, since it is the one thing that
    differs when a run is repeated.
    """

    def __init__(
        self,
        config: TrainConfig,
        *,
        train_size: int,
        class_shares: Sequence[float],
        pixel_max: int = 255,
    ) -> None:
        self.config = config
        self.run = Run()  # the same in every snapshot, another in a copy that went through pickle
        self.train_size = train_size
        self.class_shares = tuple(class_shares)  # of the training labels
        self.pixel_max = pixel_max  # the brightest value of a raw pixel
        self.rates: list[tuple[int, float]] = [(0, config.learning_rate)]
        self.seconds: list[float] = []
        self.iteration = 0
        self._loss = np.empty(config.iterations, dtype=np.float32)
        self._evaluations = Rows(Evaluation)
        self._probes = Rows(Probe)

    @property
    def loss(self) -> NDArray[np.float32]:
        """One loss an iteration, `(iteration,)`."""
        return self._loss[: self.iteration]

    @property
    def num_classes(self) -> int:
        """The number of classes."""
        return len(self.class_shares)

    @property
    def majority_share(self) -> float:
        """The training accuracy of always answering the commonest class."""
        return max(self.class_shares)

    @property
    def first_lost(self) -> int | None:
        """The first iteration whose loss is infinite or not a number."""
        lost = ~np.isfinite(self.loss)
        return int(lost.argmax()) if lost.any() else None

    @property
    def learning_rate(self) -> float:
        """The learning rate in use: the config's, unless it was changed on the way."""
        return self.rates[-1][1]

    @property
    def used_rates(self) -> list[tuple[int, float]]:
        """The learning rates that were trained with, each with the iteration it was used from.

        A rate that was chosen, but not trained with yet, has no part in what the run became.
        """
        return used_rates(self.rates, self.iteration)

    def rate_at(self, iteration: int) -> float:
        """The learning rate of the update that led to `iteration`; at 0, that of the first."""
        return [rate for start, rate in self.rates if start < max(iteration, 1)][-1]

    @property
    def evaluations(self) -> "pd.DataFrame":
        """One row an evaluation; the columns are the fields of Evaluation."""
        return _table(self._evaluations)

    @property
    def probes(self) -> "pd.DataFrame":
        """One row a probe; the columns are the fields of Probe."""
        return _table(self._probes)

    @property
    def evaluation_records(self) -> Rows[Evaluation]:
        """The evaluations without the cost of a table, for who asks several times a second."""
        return self._evaluations

    @property
    def probe_records(self) -> Rows[Probe]:
        """The probes, likewise."""
        return self._probes

    @property
    def last(self) -> Evaluation | None:
        """The latest evaluation."""
        return self._evaluations[-1] if self._evaluations else None

    @property
    def best_test_accuracy(self) -> float:
        """The highest test accuracy at any evaluation; 0 before the first."""
        return float(self._evaluations.column("test_accuracy").max(initial=0.0))

    @property
    def nbytes(self) -> int:
        """About the memory that the record takes."""
        return self.loss.nbytes + self._evaluations.nbytes + self._probes.nbytes

    def snapshot(self) -> "History":
        """What is recorded by now; it stays the same while the run goes on."""
        snapshot = copy(self)  # the losses are shared: new ones are written behind them
        snapshot.rates, snapshot.seconds = self.rates.copy(), self.seconds.copy()
        snapshot._evaluations, snapshot._probes = self._evaluations.copy(), self._probes.copy()
        return snapshot

    def record_losses(self, losses: ArrayLike) -> None:
        """Add the losses of the iterations that were just done, `(n,)`."""
        losses = np.asarray(losses, np.float32)
        self._loss[self.iteration : self.iteration + len(losses)] = losses
        self.iteration += len(losses)

    def record_evaluation(self, evaluation: Evaluation, seconds: float) -> None:
        """Add an evaluation, taken after `seconds` of training."""
        self._evaluations.append(evaluation)
        self.seconds.append(seconds)

    def record_probe(self, probe: Probe) -> None:
        """Add a probe."""
        self._probes.append(probe)

    def record_rows(
        self,
        evaluations: Sequence[ArrayLike],
        probes: Sequence[ArrayLike],
        seconds: Sequence[float],
    ) -> None:
        """Add evaluations and probes as plain numbers, each in the order of its fields."""
        if len(evaluations):
            self._evaluations.extend(np.asarray(evaluations))
            self.seconds.extend(seconds)
        if len(probes):
            self._probes.extend(np.asarray(probes))

    def record_rate(self, learning_rate: float) -> None:
        """Note that `learning_rate` is used from the next iteration on.

        Before the first one it is the rate that the run begins with, so it is the config's, too.
        """
        if not self.iteration:
            self.config = replace(self.config, learning_rate=learning_rate)
        self.rates = [(start, rate) for start, rate in self.rates if start < self.iteration]
        if not self.rates or self.rates[-1][1] != learning_rate:
            self.rates.append((self.iteration, learning_rate))

    def set_iterations(self, iterations: int) -> None:
        """Make room for `iterations` in all, and say so in the config."""
        self.config = replace(self.config, iterations=iterations)
        longer = np.empty(iterations, dtype=np.float32)
        longer[: self.iteration] = self.loss
        self._loss = longer


def empty_history(dataset: Dataset, config: TrainConfig) -> History:
    """The record of a run that is to train on `dataset`."""
    counts = np.bincount(dataset.t_train, minlength=dataset.num_classes)
    return History(
        config,
        train_size=len(dataset.x_train),
        class_shares=(counts / len(dataset.t_train)).tolist(),
        pixel_max=dataset.pixel_max,
    )


def _table(records: Rows[Any]) -> "pd.DataFrame":
    import pandas as pd  # here, since a worker that trains needs none

    return pd.DataFrame(
        {
            field.name: records.column(field.name).astype(field.type)
            for field in fields(records.kind)
        }
    )
