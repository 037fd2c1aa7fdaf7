"""The record of a run as plain tables, and the figures in it worked out without `bp.diagnosis`."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from bp.training import History


@dataclass(frozen=True, eq=False)
class Raw:
    """What was recorded of a run: the ground on which every sentence has to stand."""

    history: History

    @property
    def now(self) -> int:
        return self.history.iteration

    @cached_property
    def evaluations(self) -> pd.DataFrame:
        return self.history.evaluations

    @cached_property
    def looks(self) -> pd.Series:
        """Dead units by iteration, as every probe and evaluation counted them."""
        tables = [self.history.probes, self.evaluations]
        every = pd.concat([table[["iteration", "dead_units"]] for table in tables])
        looks = every.drop_duplicates("iteration").set_index("iteration").dead_units.sort_index()
        return looks[looks.index < self.lost_from]

    @cached_property
    def lost_from(self) -> float:
        """From where on weights are no numbers, as far as the losses tell."""
        lost = np.flatnonzero(~np.isfinite(self.history.loss))
        if len(lost):
            return int(lost[0])
        no_number = self.evaluations[~np.isfinite(self.evaluations.train_loss)]
        return float(no_number.iteration.min()) if len(no_number) else math.inf

    @property
    def used_rates(self) -> list[tuple[int, float]]:
        """The rates that at least one iteration was trained with."""
        rates = self.history.rates
        ends = [start for start, _ in rates[1:]] + [self.now]
        return [
            rate for rate, end in zip(rates, ends, strict=True) if min(end, self.now) > rate[0]
        ] or rates[:1]

    def rate_at(self, iteration: int) -> float:
        return [rate for start, rate in self.history.rates if start <= iteration][-1]

    @property
    def rate(self) -> float:
        return self.used_rates[-1][1]

    @property
    def guessing(self) -> float:
        shares = np.array(self.history.class_shares)
        shares = shares[shares > 0]
        return float(-(shares * np.log(shares)).sum())

    def mean_before(self, iteration: int, batches: int) -> float:
        return float(self.history.loss[iteration - batches : iteration].astype(float).mean())

    def loss_at(self, iteration: int) -> float:
        """The loss of the batch of an iteration; nan where there was none."""
        losses = self.history.loss
        return float(losses[iteration]) if iteration < len(losses) else math.nan

    def at(self, iteration: int, column: str) -> float:
        """A figure of the evaluation at an iteration; nan where there was none."""
        rows = self.evaluations[self.evaluations.iteration == iteration]
        return float(rows[column].iloc[0]) if len(rows) else math.nan

    def last(self, column: str) -> float:
        return float(self.evaluations[column].iloc[-1])

    @property
    def first_update(self) -> float:
        return float(self.history.probes.update_ratio.iloc[0])

    @property
    def first_update_now(self) -> float:
        return self.first_update / self.history.rates[0][1] * self.rate

    @property
    def dead(self) -> int:
        return int(self.looks.iloc[-1])

    @property
    def dead_at_start(self) -> int:
        return int(self.looks.iloc[0])

    @property
    def dead_since(self) -> int:
        """The look from which on at least as many were dead as now."""
        fewer = self.looks[self.looks < self.dead]
        return int(self.looks.index[self.looks.index > fewer.index[-1]][0])
