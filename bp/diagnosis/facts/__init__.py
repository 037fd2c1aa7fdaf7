"""The facts of a run: each figure computed once, with when and on what it was measured.

Tiles, sentences, evidence, events and rankings only format them.
"""

from dataclasses import dataclass

from bp.diagnosis.facts.fact import Fact
from bp.diagnosis.facts.losses import Losses
from bp.diagnosis.facts.scores import Scores
from bp.diagnosis.facts.units import Units
from bp.diagnosis.facts.updates import Updates

__all__ = ["Fact", "Facts"]


@dataclass(frozen=True, eq=False)
class Facts(Losses, Scores, Units, Updates):
    """The facts of one run at one moment, each worked out when it is first asked for.

    Figures that were not measured yet are nan, counts 0.
    """

    repeats: int = 0  # other seeds of the same config
    learning_repeats: int = 0  # how many of them have a loss that is not poor

    @property
    def fatal_rate(self) -> float:
        """The learning rate at which the units died; where none did, the one in use."""
        return self.learning_rate if self.died_at is None else self.rate_at(self.died_at - 1)
