"""A gradient check as work for somebody else: what is handed over, and what is done with it."""

import time
from dataclasses import dataclass

from bp.gradient_check.check import GradientCheck
from bp.gradient_check.step_sweep import StepSweep

BYTES_AN_ENTRY = 33  # where it is, its two gradients and their doubt, and whether it is a kink


@dataclass
class Stage:
    """A sweep over steps, or a check entry by entry, to go on with."""

    doing: StepSweep | GradientCheck
    work: int = 1  # what a unit costs, compared with other parts: there are none

    @property
    def nbytes(self) -> int:
        """About the size of what is handed over."""
        return self.doing.total * BYTES_AN_ENTRY


def advance_stage(parts: list[Stage], _units: int, seconds: float) -> list[float]:
    """Go on with the one stage in `parts` for so many seconds; returns the seconds it took."""
    (stage,) = parts
    started = time.perf_counter()
    stage.doing.advance_for(seconds)
    return [time.perf_counter() - started]
