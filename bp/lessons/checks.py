"""Checks of the last finished run: each says what was measured, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import percent
from bp.lessons.lesson import Result
from bp.lessons.wording import goal, measured
from bp.training import History

ROUNDING = 1e-6  # of an accuracy
NO_RUN = Result(False, "No run is finished yet. Press Train, and let it go on to its end.")


def reaches(history: History, accuracy: float) -> bool:
    """Whether the test accuracy at the end is that high."""
    return history.last is not None and history.last.test_accuracy >= accuracy - ROUNDING


def all_dead(history: History) -> bool:
    """Whether every hidden unit is dead at the end, of a network that is made of numbers."""
    facts = Facts(history)
    return facts.dead_share == 1 and facts.lost_from is None


@dataclass(frozen=True)
class Reaches:
    """The last run ends with a test accuracy that high."""

    accuracy: float

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check the last of the runs."""
        if not runs:
            return NO_RUN
        passed = reaches(runs[-1], self.accuracy)
        missing = f"That is at least {goal(self.accuracy)}."
        if not passed:
            short = 100 * (self.accuracy - Facts(runs[-1]).test_accuracy)
            digits = 1 if short >= 0.1 else 2  # 1 of 10,000 test images is 0.01 points
            missing = f"{short:.{digits}f} points are missing to {goal(self.accuracy)}."
        return Result(passed, f"The last run ends with {measured(runs[-1])}. {missing}")


@dataclass(frozen=True)
class AllDead:
    """The last run ends with every hidden unit dead."""

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check the last of the runs."""
        if not runs:
            return NO_RUN
        facts = Facts(runs[-1])
        alive = int(facts.living_units)
        rest = "None is left."
        if facts.lost_from is not None:
            rest = "Such units are neither dead nor alive: take a smaller rate."
        elif alive:
            rest = "1 still lives." if alive == 1 else f"{alive} still live."
        return Result(all_dead(runs[-1]), f"The last run ends with {measured(runs[-1])}. {rest}")


@dataclass(frozen=True)
class Gap:
    """The last run reads the training images that much better than the test images."""

    gap: float

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check the last of the runs."""
        if not runs:
            return NO_RUN
        facts = Facts(runs[-1])
        gap = facts.train_accuracy - facts.test_accuracy
        passed = gap >= self.gap - ROUNDING
        wanted = f"{100 * self.gap:.0f} points are asked for."
        return Result(
            passed,
            f"The last run reads {percent(facts.train_accuracy)} of the training images and "
            f"{percent(facts.test_accuracy)} of the test images correctly: {100 * gap:.1f} points "
            f"apart. {wanted}",
        )
