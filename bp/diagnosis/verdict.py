"""What a verdict is: a word for the state of a run, when it applies, and what it leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bp.diagnosis.facts import Facts
from bp.training import TrainConfig

Severity = Literal["good", "info", "warning", "bad"]


def no_cures(_facts: Facts) -> list[TrainConfig]:
    """Nothing to cure."""
    return []


@dataclass(frozen=True)
class Verdict:
    """What is said of a run, when, and what to do about it."""

    label: str
    severity: Severity
    icon: str  # one of Streamlit's Material icons
    applies: Callable[[Facts], bool]
    sentence: Callable[[Facts], str]  # for the user, with figures in it
    cures: Callable[[Facts], list[TrainConfig]] = no_cures  # proposals, the best first
