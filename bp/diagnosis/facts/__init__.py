"""The facts of a run: each figure computed once, with when and on what it was measured.

Tiles, sentences, evidence, events and rankings only format them.
"""

from dataclasses import dataclass

from bp.diagnosis.facts.damage import Damage
from bp.diagnosis.facts.fact import Fact

__all__ = ["Fact", "Facts"]


@dataclass(frozen=True, eq=False)
class Facts(Damage):
    """The facts of one run at one moment, each worked out when it is first asked for.

    Figures that were not measured yet are nan, counts 0.
    """

    repeats: int = 0  # other seeds of the same config
    learning_repeats: int = 0  # how many of them have a loss that is not poor
