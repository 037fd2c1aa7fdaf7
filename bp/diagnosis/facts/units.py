"""How many hidden units are dead, and since when."""

from functools import cached_property

import numpy as np

from bp.data.dataset import SAMPLE_SIZE
from bp.diagnosis.facts.base import Recorded
from bp.diagnosis.facts.fact import Fact
from bp.training import Probe

LEAST_NOISE = 0.4  # units: in a small network every one of them counts


class Units(Recorded):
    """Facts about the hidden units, counted at each evaluation and each probe.

    A unit is dead that passes no gradient for any of 1,000 training images.
    """

    @cached_property
    def _looks(self) -> tuple[list[int], list[int]]:
        """The iterations at which dead units were counted, in order, and the counts."""
        records = (self.history.probe_records, self.history.evaluation_records)
        at = np.concatenate([rows.column("iteration") for rows in records]).astype(int)
        counts = np.concatenate([rows.column("dead_units") for rows in records]).astype(int)
        if self.lost_from is not None:  # what is no number is neither on nor off
            at, counts = at[at < self.lost_from], counts[at < self.lost_from]
        order = np.argsort(at, kind="stable")
        return at[order].tolist(), counts[order].tolist()

    @cached_property
    def lost_from(self) -> int | None:
        """The first iteration at which a loss was no finite number."""
        if self.history.first_lost is not None:
            return self.history.first_lost
        rows = self.history.evaluation_records
        lost = ~np.isfinite(rows.column("train_loss"))
        return int(rows.column("iteration")[lost.argmax()]) if lost.any() else None

    @property
    def looked_at(self) -> str:
        """On how many training images units are counted: "all of the 1,000 training images"."""
        size = self.history.train_size
        if size <= SAMPLE_SIZE:
            return f"all {size:,} training images"
        return f"all of the {SAMPLE_SIZE:,} training images looked at"

    @property
    def zero_at_start(self) -> bool:
        """Whether every hidden unit is at 0 before the first update, whatever the image."""
        at_zero = self.activation.layer().forward(np.zeros(1))
        return self.config.weight_init_std == 0 and not at_zero.any()

    @cached_property
    def dead_units(self) -> Fact:
        """Dead hidden units when last counted."""
        return self._count(-1)

    @cached_property
    def dead_at_start(self) -> Fact:
        """Dead hidden units before the first update."""
        return self._count(0)

    @property
    def lost_units(self) -> float:
        """How many died during training."""
        return self.dead_units - self.dead_at_start

    @property
    def dead_share(self) -> float:
        """The share of the hidden units that are dead."""
        return self.dead_units / self.config.hidden_size

    @property
    def lost_share(self) -> float:
        """The share of the hidden units that died during training."""
        return self.lost_units / self.config.hidden_size

    @property
    def living_units(self) -> float:
        """Hidden units that are not dead."""
        return self.config.hidden_size - self.dead_units

    @property
    def unit_noise(self) -> float:
        """How many units more or less may be counted dead by the chance of one image."""
        return max(LEAST_NOISE, self.config.hidden_size / 50)

    def more_than(self, share: float) -> float:
        """The least number of units that is more than a share of all, less a half."""
        return int(share * self.config.hidden_size + 1e-9) + 0.5

    @cached_property
    def death(self) -> tuple[int, int] | None:
        """The two looks in a row between which half of those that died were found dead for good."""
        at, counts = self._looks
        if not counts or counts[-1] <= counts[0]:
            return None
        half = counts[0] + -(-(counts[-1] - counts[0]) // 2)
        last = max(place for place, count in enumerate(counts) if count < half)
        return at[last], at[last + 1]

    @property
    def gone_for_good(self) -> bool:
        """Whether it is certain that no unit comes back, and not only likely.

        Units of which all weights are 0 stay there. Others do where no training image turns one on
        and nothing else, such as a weight decay, moves W1 and W2.
        """
        if not self.only_b2_learns:
            return False
        still = self.history.probe_records[-1].update_ratio == 0
        all_seen = self.history.train_size <= SAMPLE_SIZE
        return self.config.weight_init_std == 0 or (still and all_seen)

    @cached_property
    def died_at(self) -> int | None:
        """From when on never fewer were dead than now; None where training killed none."""
        at, counts = self._looks
        if not counts or counts[-1] <= counts[0]:
            return None
        fewer = [place for place, count in enumerate(counts) if count < counts[-1]]
        return at[fewer[-1] + 1]

    @cached_property
    def came_back(self) -> Fact | None:
        """The fewest dead units after the most were found; None where none came back."""
        at, counts = self._looks
        peak = int(np.argmax(counts)) if counts else 0
        fewest = min(counts[peak:], default=0)
        if not counts or fewest == counts[peak]:
            return None
        place = peak + counts[peak:].index(fewest)
        return Fact(fewest, at[place], "1,000 training images")

    def dead_units_from(self, count: int) -> Fact | None:
        """The first look at which so many or more were dead."""
        at, counts = self._looks
        for iteration, dead in zip(at, counts, strict=True):
            if dead >= count:
                return Fact(dead, iteration, "1,000 training images")
        return None

    def dead_units_at(self, iteration: int) -> int:
        """Dead hidden units at a look."""
        at, counts = self._looks
        return counts[at.index(iteration)]

    @property
    def only_b2_learns(self) -> bool:
        """Whether nothing but b2 could learn at the last probe, whatever the batch."""
        return any(self._only_b2_learns(probe) for probe in self.history.probe_records[-1:])

    @cached_property
    def vanished_since(self) -> int | None:
        """The first of the row of probes, up to the last, at which only b2 had a gradient."""
        since = None
        for probe in reversed(self.history.probe_records):
            if not self._only_b2_learns(probe):
                break
            since = probe.iteration
        return since

    def _only_b2_learns(self, probe: Probe) -> bool:
        """Whether gradients of 0 are the network's fault, and not the chance of a small batch.

        A unit that is on for none of a batch's images may be on for others.
        """
        gradients = probe.gradient_W1, probe.gradient_b1, probe.gradient_W2
        whatever_the_batch = (
            probe.dead_units == self.config.hidden_size or self.config.weight_init_std == 0
        )
        return whatever_the_batch and not any(gradients) and probe.gradient_b2 > 0

    def _count(self, place: int) -> Fact:
        at, counts = self._looks
        if not at:
            return Fact(0, 0, "nothing")
        return Fact(counts[place], at[place], "1,000 training images")
