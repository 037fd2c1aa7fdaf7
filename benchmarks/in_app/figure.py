"""What a measurement says: one line of the table."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.in_app.workload import WORKLOADS, Workload


@dataclass(frozen=True)
class Setting:
    """What to measure, and how long to look."""

    app: Path  # the folder of streamlit_app.py
    quick: bool = False
    patient: bool = False  # whether an hour of use takes an hour
    works: tuple[Workload, ...] = tuple(WORKLOADS.values())

    def pick(self, usual: int, quick: int) -> int:
        """A number of seconds, presses or sessions: fewer in a quick look."""
        return quick if self.quick else usual


@dataclass(frozen=True)
class Figure:
    """One measure, what it has to reach, and what it was."""

    measure: str
    to_reach: str
    measured: str
    reached: bool | None  # None where it only explains another one

    def as_row(self) -> str:
        """The line of the Markdown table."""
        verdict = {True: "yes", False: "**no**", None: ""}[self.reached]
        return f"| {self.measure} | {self.to_reach} | {self.measured} | {verdict} |"


def at_least(measure: str, bound: float, value: float, note: str = "") -> Figure:
    """A figure that is good when it is large."""
    return Figure(measure, f"≥ {bound:g}", _noted(f"{value:.2f}", note), value >= bound)


def at_most(measure: str, bound: float, value: float, unit: str, note: str = "") -> Figure:
    """A figure that is good when it is small."""
    digits = 0 if bound >= 20 else 1 if bound >= 10 else 2
    measured = _noted(f"{value:,.{digits}f} {unit}", note)
    return Figure(measure, f"≤ {bound:g} {unit}", measured, value <= bound)


def aside(measure: str, measured: str) -> Figure:
    """A figure with nothing to reach, that helps to read the others."""
    return Figure(measure, "", measured, None)


def median_and_worst(measure: str, bounds: tuple[float, float], seconds: Sequence[float]) -> Figure:
    """Times of which the median and the worst have each a bound."""
    median, worst = statistics.median(seconds), max(seconds)
    return Figure(
        measure,
        f"≤ {bounds[0]:g} / {bounds[1]:g} s",
        f"{median:.2f} / {worst:.2f} s ({len(seconds)} times)",
        median <= bounds[0] and worst <= bounds[1],
    )


def _noted(measured: str, note: str) -> str:
    return f"{measured} ({note})" if note else measured
