"""How high the loss is and was: of the batches, each before its update."""

import math
from functools import cached_property

import numpy as np

from bp.diagnosis.facts.base import Recorded
from bp.diagnosis.facts.fact import Fact, nothing
from bp.diagnosis.guessing import guessing, loss_of_guessing

SHARE = 10  # the latest tenth of the batches is "lately" ...
BATCHES, IMAGES = 100, 1_000  # ... but no more than so many batches, or batches of so many images
ENOUGH_IMAGES = 20  # for a mean loss to say something
LEAST_NOISE = 0.02  # of a loss: what the order of additions alone made of a run's end


class Losses(Recorded):
    """Facts about the losses of the batches; nan before the first iteration."""

    @cached_property
    def loss_of_guessing(self) -> float:
        """What answering every image by the classes' shares costs."""
        return loss_of_guessing(self.history)

    @property
    def reference(self) -> str:
        """The same in words: 2.301, about ln 10."""
        return guessing(self.history)

    @property
    def recent_batches(self) -> int:
        """The number of batches that are "lately", all at the rate in use."""
        most = max(BATCHES, IMAGES // self.config.batch_size)
        return max(1, min(self.iteration // SHARE, most, self.iteration - self.since))

    @cached_property
    def recent_loss(self) -> Fact:
        """The mean loss of the latest batches."""
        return self.loss_before(self.iteration)

    @cached_property
    def halfway_loss(self) -> Fact:
        """The mean loss of as many batches, in the middle of what was trained at this rate."""
        middle = (self.since + self.iteration) // 2
        return self.loss_before(max(middle, self.since + self.recent_batches))

    def loss_before(self, iteration: int) -> Fact:
        """The mean loss of so many batches before an iteration."""
        losses = self.history.loss[max(iteration - self.recent_batches, 0) : iteration]
        if not len(losses):
            return nothing()
        batches = f"the last {len(losses):,} batches" if len(losses) > 1 else "the last batch"
        return Fact(losses.mean(dtype=np.float64), iteration, batches)

    @cached_property
    def noise(self) -> float:
        """How far off `recent_loss` may be, as a share of it: twice its standard error."""
        return max(self.noise_of_batches, LEAST_NOISE)

    @cached_property
    def noise_of_batches(self) -> float:
        """The same but for the order of additions, which counts once a run has come far."""
        losses = self.history.loss[self.iteration - self.recent_batches : self.iteration]
        if len(losses) < 2 or not (self.recent_loss.known and self.recent_loss > 0):
            return 0
        return 2 * float(losses.std(dtype=np.float64) / math.sqrt(len(losses)) / self.recent_loss)

    @cached_property
    def highest_loss(self) -> Fact:
        """The highest loss of a batch that is a number."""
        losses = self.history.loss
        finite = np.where(np.isfinite(losses), losses, -np.inf)
        if not len(losses) or finite.max() == -np.inf:
            return nothing()
        return Fact(finite.max(), int(finite.argmax()), "a batch")

    @cached_property
    def highest_mean(self) -> Fact:
        """The highest mean loss of some twenty images in a row: a single one may be an oddity."""
        batches = min(-(-ENOUGH_IMAGES // self.config.batch_size), max(self.iteration, 1))
        losses = self.history.loss
        finite = losses[np.isfinite(losses)].astype(np.float64)
        if len(finite) < batches:
            return nothing()
        sums = np.cumsum(np.append(0, finite))
        means = (sums[batches:] - sums[:-batches]) / batches
        return Fact(means.max(), int(means.argmax()) + batches - 1, f"{batches:,} batches")

    @cached_property
    def loss_before_highest(self) -> Fact:
        """What the loss was before it rose: at first, or just before the rate was moved."""
        start = [at for at, _ in self.used_rates if at <= self.highest_loss.iteration][-1]
        before = self.history.loss[max(start - BATCHES, 0) : start]
        if not len(before):
            return Fact(self.history.loss[0], 0, "the first batch")
        batches = f"the {len(before):,} batches" if len(before) > 1 else "the batch"
        where = f"{batches} before the learning rate was moved"
        return Fact(np.mean(before, dtype=np.float64), start, where)

    @cached_property
    def is_finite(self) -> bool:
        """Whether every batch loss, and the latest training loss, is a number."""
        last = self.history.last
        trained = last is None or math.isfinite(last.train_loss)
        return trained and self.history.first_lost is None
