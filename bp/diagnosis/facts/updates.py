"""How large the updates are, beside the weights that they move."""

from functools import cached_property
from statistics import median

import numpy as np

from bp.diagnosis.facts.base import Recorded
from bp.diagnosis.facts.fact import Fact, nothing

LATELY = 5  # probes


class Updates(Recorded):
    """Facts about the length of the updates of W1 and W2 over the length of W1 and W2."""

    @cached_property
    def first_update(self) -> Fact:
        """The very first update, at the learning rate of then."""
        probe = next(iter(self.history.probe_records), None)
        return Fact(probe.update_ratio, 0, "the weights") if probe else nothing()

    @property
    def first_update_now(self) -> float:
        """What the first update would have been at the rate in use: it grows with the rate."""
        return self.first_update * self.learning_rate / self.history.rates[0][1]

    @cached_property
    def largest_update(self) -> Fact:
        """The largest update that was measured, of those that are numbers."""
        ratios = self.history.probe_records.column("update_ratio")
        finite = np.where(np.isfinite(ratios), ratios, -np.inf)
        if not len(ratios) or finite.max() < 0:
            return nothing()
        probe = self.history.probe_records[int(finite.argmax())]
        return Fact(probe.update_ratio, probe.iteration, "the weights")

    @property
    def update_ratio(self) -> Fact:
        """The same lately: the median of the last five probes at the rate in use."""
        probes = [p for p in self.history.probe_records[-LATELY:] if p.iteration >= self.since]
        if not probes:
            return nothing(self.iteration)
        ratio = median(probe.update_ratio for probe in probes)
        return Fact(ratio, probes[-1].iteration, f"{len(probes)} updates")
