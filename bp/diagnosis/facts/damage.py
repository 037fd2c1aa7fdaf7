"""When a run was spoiled, and at which learning rate: not always the one in use now."""

from functools import cached_property

import numpy as np

from bp.diagnosis.facts.losses import Losses
from bp.diagnosis.facts.scores import Scores
from bp.diagnosis.facts.units import Units
from bp.diagnosis.facts.updates import Updates

ROSE = 1.5  # times what the loss was before: more is a rise, and no noise
MANY_UNITS = 0.2  # of the hidden units: where more died, that is the damage


class Damage(Losses, Scores, Units, Updates):
    """Facts about the moment at which a run went wrong, as closely as it was measured."""

    @property
    def fatal_rate(self) -> float:
        """The largest learning rate of the time in which it went wrong; else the one in use."""
        return self.fatal_stretch[2]

    @cached_property
    def fatal_stretch(self) -> tuple[int, int, float]:
        """That rate with the iteration from which on it was used, and its end."""
        if not self.rate_was_moved:
            return self.stretches[-1]
        return self.largest_stretch(*self._went_wrong)

    @property
    def _went_wrong(self) -> tuple[int, int]:
        """Between which iterations: to a loss beyond numbers, to dead units, to a high loss."""
        if self.lost_from is not None:
            return self._lowest_before(self.lost_from), self.lost_from
        if self.death is not None and self.lost_share > MANY_UNITS:
            return self.death
        lowest = self.lowest_train_loss
        if lowest.known and self.train_loss > ROSE * lowest:
            return lowest.iteration, self._highest_since(lowest.iteration)
        highest = self.highest_mean
        if highest.known and highest > ROSE * self.first_train_loss:
            return self._lowest_before(highest.iteration), highest.iteration
        return self.iteration - 1, self.iteration

    def _lowest_before(self, iteration: int) -> int:
        """The evaluation before an iteration at which the training loss was lowest; or 0."""
        at, losses = self._column("iteration"), self._column("train_loss")
        losses = np.where((at < iteration) & np.isfinite(losses), losses, np.inf)
        return int(at[losses.argmin()]) if len(at) else 0

    def _highest_since(self, iteration: int) -> int:
        """The iteration with the highest loss of a batch after an iteration."""
        losses = self.history.loss[iteration:]
        return iteration + int(losses.argmax()) if len(losses) else iteration + 1
