"""How well it does on all data: the evaluations, at the start, after each epoch and at the end."""

from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis.facts.base import Recorded
from bp.diagnosis.facts.fact import Fact, nothing
from bp.training import Evaluation

PARTS = {"train": "all training images", "test": "all test images"}
LATELY = 3  # evaluations at least, and a tenth of them at most, that are "lately"
LEAST_LOSS_JITTER = 0.01  # of a test loss: a share
LEAST_ACCURACY_JITTER = 0.005  # one or two images of 324


class Scores(Recorded):
    """Facts about accuracy and loss on all training and on all test images."""

    @cached_property
    def last(self) -> Evaluation | None:
        """The latest evaluation."""
        return self.history.last

    @property
    def train_accuracy(self) -> Fact:
        """The share of the training images that is read correctly."""
        return self._latest("train_accuracy")

    @property
    def test_accuracy(self) -> Fact:
        """The share of the test images that is read correctly."""
        return self._latest("test_accuracy")

    @property
    def train_loss(self) -> Fact:
        """The mean loss of the training images."""
        return self._latest("train_loss")

    @property
    def test_loss(self) -> Fact:
        """The mean loss of the test images."""
        return self._latest("test_loss")

    @cached_property
    def first_train_loss(self) -> Fact:
        """The mean loss of the training images before the first update."""
        rows = self.history.evaluation_records
        return Fact(rows[0].train_loss, 0, PARTS["train"]) if rows else nothing()

    @cached_property
    def lowest_train_loss(self) -> Fact:
        """The lowest training loss at an evaluation."""
        return self._extreme("train_loss", lowest=True)

    @cached_property
    def lowest_test_loss(self) -> Fact:
        """The lowest test loss at an evaluation."""
        return self._extreme("test_loss", lowest=True)

    @cached_property
    def best_test_accuracy(self) -> Fact:
        """The highest test accuracy at an evaluation."""
        return self._extreme("test_accuracy", lowest=False)

    @property
    def train_loss_at_lowest_test_loss(self) -> float:
        """The training loss of the evaluation with the lowest test loss."""
        return self._at_lowest_test_loss("train_loss")

    @property
    def test_accuracy_at_lowest_test_loss(self) -> float:
        """The test accuracy of that evaluation."""
        return self._at_lowest_test_loss("test_accuracy")

    def rises(self, since: int) -> tuple[int, int]:
        """How often the training loss was above the evaluation before, and of how many times."""
        rose = (np.diff(self._column("train_loss")) > 0)[self._column("iteration")[1:] > since]
        return int(rose.sum()), len(rose)

    @cached_property
    def recent_test_loss(self) -> float:
        """The median of the latest test losses, of three at least."""
        return _median(self._column("test_loss")[-self.lately :])

    @cached_property
    def recent_test_accuracy(self) -> float:
        """The median of the latest test accuracies, likewise."""
        return _median(self._column("test_accuracy")[-self.lately :])

    @cached_property
    def former_test_accuracy(self) -> float:
        """The highest median of as many test accuracies in a row: a best that is no luck."""
        accuracies = self._column("test_accuracy")
        if len(accuracies) < self.lately:
            return np.nan
        windows = np.lib.stride_tricks.sliding_window_view(accuracies, self.lately)
        return float(np.median(windows, axis=1).max())

    @property
    def lately(self) -> int:
        """The number of evaluations that are "lately"."""
        return max(LATELY, len(self.history.evaluation_records) // 10)

    @cached_property
    def test_loss_jitter(self) -> float:
        """By which share the latest test losses differ from one to the next."""
        losses = self._column("test_loss")[-2 * self.lately :]
        return max(_jitter(losses) / max(_median(losses), 1e-9), LEAST_LOSS_JITTER)

    @cached_property
    def test_accuracy_jitter(self) -> float:
        """By how much the latest test accuracies differ from one to the next."""
        return max(
            _jitter(self._column("test_accuracy")[-2 * self.lately :]), LEAST_ACCURACY_JITTER
        )

    def _at_lowest_test_loss(self, name: str) -> float:
        values, at = self._column(name), self._column("iteration")
        return float(values[at == self.lowest_test_loss.iteration][0]) if len(values) else np.nan

    def _column(self, name: str) -> NDArray[np.float64]:
        return self.history.evaluation_records.column(name)

    def _latest(self, name: str) -> Fact:
        if self.last is None:
            return nothing()
        return Fact(getattr(self.last, name), self.last.iteration, PARTS[name.split("_")[0]])

    def _extreme(self, name: str, *, lowest: bool) -> Fact:
        column = self._column(name)
        if np.isnan(column).all():
            return nothing()
        place = int(np.nanargmin(column) if lowest else np.nanargmax(column))
        at = int(self._column("iteration")[place])
        return Fact(column[place], at, PARTS[name.split("_")[0]])


def _median(values: NDArray[np.float64]) -> float:
    return float(median(values.tolist())) if len(values) else np.nan


def _jitter(values: NDArray[np.float64]) -> float:
    """The mean step from one figure to the next: a single wild one counts, too."""
    steps = np.abs(np.diff(values))
    return float(steps.mean()) if len(steps) else np.nan
