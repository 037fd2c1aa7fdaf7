"""Checks that compare finished runs: each says what was measured, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import loss, percent, units
from bp.lessons.checks import NO_RUN, all_dead, reaches
from bp.lessons.lesson import Result
from bp.lessons.wording import goal, measured, said, setting
from bp.training import History, differences
from bp.training.config import named

SAME = 1e-4  # of a loss: what the order of additions alone may make of it


@dataclass(frozen=True)
class DeadThenReaches:
    """One run with every unit dead; another, with one control moved, with the accuracy."""

    accuracy: float

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check all the runs."""
        if not runs:
            return NO_RUN
        dead = [run for run in runs if all_dead(run)]
        if not dead:
            most = max(runs, key=lambda run: Facts(run).dead_units)
            count = units(Facts(most).dead_units, most.config.hidden_size)
            return Result(False, f"No run has every unit dead yet; the most was {count}.")
        alive = [run for run in runs if reaches(run, self.accuracy)]
        pairs = [(list(differences(a.config, b.config)), a, b) for a in dead for b in alive]
        for names, killed, revived in pairs:
            if len(names) == 1:
                return Result(True, _revived(names[0], killed, revived))
        wanted = goal(self.accuracy)
        far = min((len(names) for names, *_ in pairs), default=0)
        others = f" The runs with {wanted} differ from it in {far} controls." if far else ""
        return Result(
            False,
            f"With {setting(dead[-1].config, runs)} every unit is dead.{others} What is missing "
            f"is a run with {wanted} that differs from it in one control.",
        )


def _revived(name: str, killed: History, revived: History) -> str:
    return (
        f"With {said(killed.config, name)} every unit is dead. With {said(revived.config, name)} "
        f"instead, and all else the same, the run ends with {measured(revived)}."
    )


@dataclass(frozen=True)
class Edge:
    """The smallest, or the largest, offered value with the accuracy: its neighbour fails."""

    field: str
    offered: tuple[Any, ...]
    accuracy: float
    smallest: bool

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check all the runs."""
        if not runs:
            return NO_RUN
        by_value = {getattr(run.config, self.field): run for run in runs}
        good = [value for value, run in by_value.items() if reaches(run, self.accuracy)]
        if not good:
            return Result(
                False, f"No run has {goal(self.accuracy)} yet. The last: {self._read(runs[-1])}."
            )
        found = min(good) if self.smallest else max(good)
        further = self._next(found)
        reached, which = f"{self._read(by_value[found])}.", "smaller" if self.smallest else "larger"
        if further in by_value:
            fails = f"The next {which} one falls short: {self._read(by_value[further])}."
            return Result(True, f"{reached} {fails}")
        if further is None:
            return Result(True, f"{reached} A {which} one is not offered.")
        return Result(
            False,
            f"{reached} Whether a {which} one is enough is not measured yet: train with "
            f"{further:,}.",
        )

    def _next(self, value: Any) -> Any:
        beyond = [v for v in self.offered if (v < value if self.smallest else v > value)]
        return (max(beyond) if self.smallest else min(beyond)) if beyond else None

    def _read(self, run: History) -> str:
        accuracy = percent(Facts(run).test_accuracy)
        return f"{said(run.config, self.field).capitalize()} ends with {accuracy}"


@dataclass(frozen=True)
class SameCurves:
    """Two runs with other targets, and the same loss in every iteration."""

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check all the runs."""
        if not runs:
            return NO_RUN
        pairs = [
            (one, two)
            for place, two in enumerate(runs)
            for one in runs[:place]
            if one.config.targets != two.config.targets
        ]
        if not pairs:
            return Result(
                False,
                f"All runs have {runs[-1].config.targets} as targets. Train once with the other.",
            )
        apart, (one, two) = min(((_apart(*pair), pair) for pair in pairs), key=lambda each: each[0])
        others = [name for name in differences(one.config, two.config) if name != "targets"]
        largest = f"{apart:.0e}" if apart else "0"
        if apart <= SAME and not others:
            return Result(
                True,
                f"In {one.iteration:,} iterations the two losses differ by {largest} of the loss "
                "at most.",
            )
        differ = f" They differ in {' and '.join(map(named, others))}, too." if others else ""
        return Result(
            False,
            f"Two runs have other targets, but their losses are up to {percent(apart)} of the "
            f"loss apart.{differ}",
        )


def _apart(one: History, two: History) -> float:
    """By which share of the loss two curves differ at most."""
    length = min(one.iteration, two.iteration)
    first, second = (run.loss[:length].astype(np.float64) for run in (one, two))
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = np.abs(first - second) / np.maximum(np.abs(first), 1e-9)
    return float(np.nan_to_num(apart, nan=np.inf).max(initial=0))


@dataclass(frozen=True)
class StopsEarly:
    """A long run whose test loss rises again, and a short one that stops near the lowest."""

    risen: float  # by which share at least
    within: float  # of the lowest test loss

    def __call__(self, runs: Sequence[History]) -> Result:
        """Check all the runs."""
        if not runs:
            return NO_RUN
        longest = max(runs, key=lambda run: run.iteration)
        facts, last = Facts(longest), Facts(runs[-1])
        lowest = facts.lowest_test_loss
        rise = facts.test_loss / lowest - 1
        if not rise >= self.risen:
            return Result(
                False,
                f"The longest run ends with a test loss of {loss(facts.test_loss)}, "
                f"{percent(rise)} above its lowest. Train one in which it rises by "
                f"{goal(self.risen)}: longer.",
            )
        at = longest.evaluation_records
        epoch = next(row.epoch for row in at if row.iteration == lowest.iteration)
        seen = f"In the long run the test loss is lowest, {loss(lowest)}, after {epoch:.0f} epochs."
        above = last.test_loss / lowest - 1
        ends = f"The last run ends with {loss(last.test_loss)}, {percent(max(above, 0))} above it."
        passed = above <= self.within and runs[-1] is not longest
        missing = "" if passed else f" At most {goal(self.within)} is asked for."
        return Result(passed, f"{seen} {ends}{missing}")
