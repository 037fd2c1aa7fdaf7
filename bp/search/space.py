"""A space of hyperparameters: which runs it has, and in which order its shape shows soonest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.training import ConfigError, TrainConfig
from bp.training.config import CHOICES, LIMITS, WHOLE_NUMBERS, named, read_field
from bp.training.numbers import NumberError
from bp.training.variations import VARIATIONS, as_range, parse_values

MOST_VALUES = 64  # of one parameter
MOST_SEEDS = 10
MOST_RUNS = 5_000  # a map of more would take hours, and a browser could not draw it
# Runs that differ in these alone can train in one stack, so they are kept together in the order.
STACKED = ("learning_rate", "weight_init_std", "weight_decay")


@dataclass(frozen=True)
class Space:
    """Some hyperparameters with their values, as typed, and all else as in `base`.

    A grid of all combinations; or with `drawn`, so many runs drawn at random between the first
    and the last value of each, evenly in the logarithm where the parameter is compared by ratio.
    Each is trained with `seeds` seeds, the first of them that of `base`. Raises ConfigError with
    a sentence for the user where that makes no sense.
    """

    base: TrainConfig
    asked: tuple[tuple[str, str], ...]  # parameter and values: ("learning_rate", "0.001..1 x 8")
    seeds: int = 1
    drawn: int = 0

    def __post_init__(self) -> None:
        if len(set(self.varied)) < len(self.asked):
            raise ConfigError("Vary each parameter once: the axes of a map must differ.")
        if self.seeds > 1 and "seed" in self.varied:
            raise ConfigError("The seed is an axis already: set Seeds to 1, or vary another.")
        if not 1 <= self.seeds <= MOST_SEEDS:
            raise ConfigError(f"Train with 1 to {MOST_SEEDS} seeds, not {self.seeds:,}.")
        if (not self.drawn and self.runs > MOST_RUNS) or self.drawn > MOST_RUNS:
            raise ConfigError(
                f"{self.runs:,} runs are too many for a map: at most {MOST_RUNS:,}. Give fewer "
                "values or fewer seeds."
            )
        if self.runs > MOST_RUNS:
            raise ConfigError(f"{self.runs:,} runs are too many for a map: at most {MOST_RUNS:,}.")

    @property
    def varied(self) -> tuple[str, ...]:
        """The parameters that are varied, in the order in which they were asked for."""
        return tuple(field for field, _ in self.asked)

    @cached_property
    def values(self) -> dict[str, tuple[Any, ...]]:
        """The values of each, in order. Of a random search, what lies between counts, too."""
        return {field: read_axis(field, text) for field, text in self.asked}

    @property
    def runs(self) -> int:
        """How many there are."""
        return self.seeds * (self.drawn or prod(map(len, self.values.values())))

    @cached_property
    def configs(self) -> list[TrainConfig]:
        """All runs, coarse to fine: after a tenth of them the shape of the whole shows.

        With several seeds, the whole space with the first one comes first.
        """
        points = self._at_random() if self.drawn else self._in_order()
        seeded = "seed" not in self.varied
        return [
            replace(self.base, **({"seed": self.base.seed + seed} if seeded else {}), **point)
            for seed in range(self.seeds)
            for point in points
        ]

    def described(self) -> dict[str, Any]:
        """What `from_description` makes the same space of, as JSON has it."""
        return asdict(self) | {"asked": [list(pair) for pair in self.asked]}

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> "Space":
        """The space that was described, maybe by an earlier release."""
        known = {field.name for field in fields(TrainConfig)}
        base = {name: value for name, value in description["base"].items() if name in known}
        asked = tuple((field, text) for field, text in description["asked"])
        return cls(TrainConfig(**base), asked, description["seeds"], description["drawn"])

    def _in_order(self) -> list[dict[str, Any]]:
        """The points of the grid: those of a coarse grid, then of one twice as fine, and so on."""
        from sklearn.model_selection import ParameterGrid  # slow to import, and a worker needs none

        place = {
            field: {value: index for index, value in enumerate(values)}
            for field, values in self.values.items()
        }

        def order(point: dict[str, Any]) -> tuple[Any, ...]:
            indices = {field: place[field][point[field]] for field in self.varied}
            level = max(refinement(indices[field], len(place[field])) for field in self.varied)
            apart = [indices[field] for field in self.varied if field not in STACKED]
            together = [indices[field] for field in self.varied if field in STACKED]
            return level, [spread_out(index) for index in apart], together

        grid: Iterator[dict[str, Any]] = iter(ParameterGrid(dict(self.values)))
        return sorted(grid, key=order)

    def _at_random(self) -> list[dict[str, Any]]:
        """Points drawn by chance, the same ones every time."""
        from sklearn.model_selection import ParameterSampler

        spreads: dict[str, Any] = {
            field: list(values) if field in CHOICES else Between(field, values)
            for field, values in self.values.items()
        }
        count = self.drawn
        if all(field in CHOICES for field in self.varied):
            count = min(count, prod(map(len, self.values.values())))
        return list(ParameterSampler(spreads, count, random_state=self.base.seed % 2**32))


class Between:
    """A number between the first and the last of some values, as `ParameterSampler` draws it."""

    def __init__(self, field: str, values: Sequence[float]) -> None:
        self.field, self.low, self.high = field, min(values), max(values)

    def rvs(self, random_state: np.random.RandomState) -> float | int:
        """One number, with four digits: as even in its logarithm as 0 allows."""
        share = random_state.uniform()
        if VARIATIONS[self.field].logarithmic and self.low > 0:
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        if self.field in WHOLE_NUMBERS:
            return round(value)
        return min(max(float(f"{value:.4g}"), self.low), self.high)


def read_axis(field: str, text: str) -> tuple[Any, ...]:
    """The values of one parameter, as `parse_values` reads them; a range must rise.

    Raises ConfigError with a sentence for the user.
    """
    label = VARIATIONS[field].label
    if not text.strip():
        example = VARIATIONS[field].presets[0]
        raise ConfigError(f"{label} has no values: list some, for example {example}.")
    spread = as_range(text) if field not in CHOICES else None
    if spread:
        low, high = _end(field, spread[0]), _end(field, spread[1])
        if low is not None and high is not None and low > high:
            raise ConfigError(
                f"{label} goes from {spread[0]} down to {spread[1]}: write the smaller one first, "
                f"{spread[1]}..{spread[0]}."
            )
        if low is not None and low == high:
            raise ConfigError(
                f"{label} goes from {spread[0]} to {spread[1]}, which is one value: give two ends "
                "that differ."
            )
    return parse_values(field, text, MOST_VALUES)


def _end(field: str, word: str) -> float | None:
    """One end of a range; None where it cannot be read, which `parse_values` says."""
    try:
        return float(read_field(field, word))
    except (ConfigError, NumberError):
        return None


def refinement(index: int, count: int) -> int:
    """In which of the ever finer grids over `count` values the one of `index` is first seen.

    The first takes every 2^k-th value, so that it has two to four of them, the next all in
    between, and so on.
    """
    coarsest = max(0, int(np.log2(max(count - 1, 1))) - 1)
    level = (index & -index).bit_length() - 1 if index else coarsest
    return coarsest - min(level, coarsest)


def spread_out(index: int) -> float:
    """A place in [0, 1) such that neighbours are far apart: van der Corput's sequence."""
    place, step = 0.0, 0.5
    while index:
        place += step * (index & 1)
        index, step = index >> 1, step / 2
    return place


def narrowed(space: Space, region: Mapping[str, tuple[float, float]]) -> Space:
    """The same space over a part of it, at full resolution: as many values between closer ends.

    `region` has the ends for each parameter to narrow: numbers in the parameter's own units, or for
    a choice the first and last place among its values. A choice of which fewer than two are left
    stays whole, as do numbers that cannot be any closer.
    """
    asked = tuple(
        (field, _closer(field, text, space.values[field], region[field]))
        if field in region
        else (field, text)
        for field, text in space.asked
    )
    return replace(space, asked=asked)


def _closer(field: str, text: str, values: Sequence[Any], ends: tuple[float, float]) -> str:
    low, high = min(ends), max(ends)
    if field in CHOICES:
        kept = [value for place, value in enumerate(values) if low <= place <= high]
        return ", ".join(kept) if len(kept) > 1 else text
    limits = LIMITS[field]
    low, high = max(low, limits.lowest), min(high, limits.highest)
    if field in WHOLE_NUMBERS:
        first, last = int(np.ceil(low)), int(np.floor(high))
        return f"{first}..{last} x {len(values)}" if last > first else text
    first_text, last_text = _ends_written(low, high)
    return f"{first_text}..{last_text} x {len(values)}" if first_text != last_text else text


def _ends_written(low: float, high: float) -> tuple[str, str]:
    """Both with as many digits as keep them a thousandth of their distance close."""
    for digits in range(3, 16):
        words = f"{low:.{digits}g}", f"{high:.{digits}g}"
        if max(abs(float(words[0]) - low), abs(float(words[1]) - high)) <= (high - low) / 1_000:
            break
    return words


def in_words(space: Space) -> str:
    """What is varied: "learning rate and batch size"."""
    names = [named(field) for field in space.varied]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def grid_indices(values: Sequence[Any], column: Sequence[Any]) -> NDArray[np.int64]:
    """For each entry of `column` its place among `values`."""
    place = {value: index for index, value in enumerate(values)}
    return np.array([place[value] for value in column], dtype=np.int64)
