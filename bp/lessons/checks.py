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
    """Whether every hidden unit is dead at the end."""
    return Facts(history).dead_share == 1


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
            missing = f"{short:.1f} points are missing to {goal(self.accuracy)}."
        return Result(passed, f"The last run ends with {measured(runs[-1])}. {missing}")


@dataclass(frozen=True)
class AllDead:
    """The last run ends with every hidden unit dead."""

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check the last of the runs."""
        if not runs:
            return NO_RUN
        alive = int(Facts(runs[-1]).living_units)
        rest = f"{alive} still live." if alive else "None is left."
        return Result(not alive, f"The last run ends with {measured(runs[-1])}. {rest}")


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
