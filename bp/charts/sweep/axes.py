"""The axes of parallel coordinates: each parameter or figure of a sweep from 0 to 1, with ticks.

Below 0 lies the rail of the runs that failed, on the axes of what came of a run: what they reached
stretches no axis, and a loss that is not a number has its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.charts.one_run.tables import SMALLEST_LOSS
from bp.diagnosis import VERDICTS, gravest
from bp.diagnosis.wording import PERCENT, number, rate
from bp.training.config import CHOICES, named

Array = NDArray[Any]

RAIL = (-0.19, -0.11)  # where the runs that failed lie
DECADES = 10  # from the smallest to the largest value: from here on an axis is logarithmic
FEW = 8  # values that have a tick each
ROOM = 0.055  # between two labels
ZERO = 0.12  # of a logarithmic axis, below the smallest value, where there are zeros
OUTCOMES = {"loss": "Loss", "best_test_accuracy": "Best test accuracy"}


def has_failed(table: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each run of a sweep's table is, or nearly is, judged badly: dead, diverged, ..."""
    bad = {name for name, verdict in VERDICTS.items() if verdict.severity == "bad"}
    judged = [gravest(*pair) in bad for pair in zip(table["verdict"], table["nearly"], strict=True)]
    return np.array(judged, bool) | ~np.isfinite(table["loss"])


def is_logarithmic(values: "pd.Series[Any]") -> bool:
    """Whether the values above 0 span decades; choices never do."""
    if not pd.api.types.is_numeric_dtype(values):
        return False
    positive = values[(values > 0) & np.isfinite(values)]
    return bool(len(positive) and positive.max() >= DECADES * positive.min() and values.min() >= 0)


@dataclass(frozen=True)
class Axis:
    """One column of a sweep's table, and where its values lie."""

    field: str
    table: pd.DataFrame

    @property
    def title(self) -> str:
        """As it is read above the axis."""
        name = named(self.field)
        return OUTCOMES.get(self.field, name[0].upper() + name[1:])

    @cached_property
    def failed(self) -> Array:
        """Which runs are on the rail: none where the axis is one of a setting."""
        if self.field in OUTCOMES:
            return has_failed(self.table).to_numpy()
        return np.zeros(len(self.table), bool)

    @cached_property
    def values(self) -> "pd.Series[Any]":
        """Those of the runs that are not on the rail."""
        values = self.table.loc[~self.failed, self.field]
        return values.clip(lower=SMALLEST_LOSS) if self.field == "loss" else values

    @cached_property
    def is_choice(self) -> bool:
        """Whether its values are names."""
        return self.field in CHOICES

    @cached_property
    def log(self) -> bool:
        """Whether it is logarithmic."""
        return self.field != "best_test_accuracy" and is_logarithmic(self.values)

    def places(self) -> Array:
        """Where each run of the table lies, `(runs,)`."""
        places = np.empty(len(self.table))
        places[~self.failed] = self._spread() if self.is_choice else self._placed(self.values)
        low, high = RAIL
        count = self.failed.sum()
        places[self.failed] = low + (high - low) * (np.arange(count) + 0.5) / max(count, 1)
        return places

    def ticks(self) -> list[tuple[float, str]]:
        """Where its labels are, and what they say; no two cover each other, or say the same."""
        if self.is_choice:
            names = self._names
            return [((place + 0.5) / len(names), name) for place, name in enumerate(names)]
        values = self._ticked()
        places: Any = self._placed(values) if values else []
        ticks: list[tuple[float, str]] = []
        for place, text in zip(places, map(self._written, values), strict=True):
            if not ticks or (place - ticks[-1][0] >= ROOM and text != ticks[-1][1]):
                ticks.append((float(place), text))
        rail = [(sum(RAIL) / 2, "failed")] if self.failed.any() else []
        return rail + ticks

    @property
    def _names(self) -> list[str]:
        return [name for name in CHOICES[self.field] if name in set(self.values)]

    def _spread(self) -> Array:
        """A choice's runs in a band around its name, the best on top: none covers another."""
        codes = self.values.map({name: place for place, name in enumerate(self._names)})
        reached = self.table["best_test_accuracy"]
        ranks = reached.groupby(self.values).rank(method="first", pct=True)
        return ((codes + 0.5 + 0.7 * (ranks - 0.5)) / len(self._names)).to_numpy(float)

    def _placed(self, values: Any) -> Array:
        values = np.asarray(values, float)
        if not self.log:
            return _share(values, float(self.values.min()), float(self.values.max()))
        positive = self.values[self.values > 0]
        base = ZERO if (self.values == 0).any() else 0.0
        logs = np.log(np.where(values > 0, values, positive.min()))
        share = _share(logs, *np.log([positive.min(), positive.max()]))
        return np.where(values > 0, base + (1 - base) * share, 0.0)

    def _ticked(self) -> list[float]:
        """The values that have a label, in order."""
        if not len(self.values):
            return []
        distinct: list[float] = sorted(self.values.unique())
        if len(distinct) <= FEW:
            return distinct
        low, high = distinct[0], distinct[-1]
        if not self.log:
            return _even_steps(low, high)
        low = next(value for value in distinct if value > 0)
        powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
        digits = (1,) if high > 200 * low else (1, 2, 5)
        steps = [digit * float(f"1e{power}") for power in powers for digit in digits]
        zero = [0.0] if distinct[0] == 0 else []
        return zero + [step for step in steps if low <= step <= high]

    def _written(self, value: float) -> str:
        if self.field == "best_test_accuracy":
            return f"{number(100 * value)}{PERCENT}"
        return rate(value) if self.log and self.field == "learning_rate" else number(value)


def axes_of(table: pd.DataFrame, varied: Sequence[str]) -> list[Axis]:
    """The varied parameters, then what came of the runs."""
    return [Axis(field, table) for field in (*varied, *OUTCOMES)]


def _share(values: Array, low: float, high: float) -> Array:
    return (values - low) / (high - low) if high > low else np.full(values.shape, 0.5)


def _even_steps(low: float, high: float) -> list[float]:
    """Some two to six round numbers from `low` to `high`, which differ."""
    size = 10 ** np.floor(np.log10((high - low) / 2.5))
    step = next((size * digit for digit in (5, 2) if (high - low) / (size * digit) >= 2.5), size)
    return [float(count * step) for count in range(int(np.ceil(low / step)), int(high / step) + 1)]
