"""A space of hyperparameters: which runs it has, and in which order its shape shows soonest."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from math import prod
from typing import Any

from bp.search.space.axes import Between, read_axis, refinement, spread_out
from bp.training import ConfigError, TrainConfig
from bp.training.config import CHOICES

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
        if self.runs > MOST_RUNS:
            raise ConfigError(
                f"{self.runs:,} runs are too many for a map: at most {MOST_RUNS:,}. Give fewer "
                "values or fewer seeds."
            )

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
        return self.seeds * self._points

    @property
    def _points(self) -> int:
        """Of the grid, or how many are drawn: no combination of choices twice."""
        grid = prod(map(len, self.values.values()))
        if not self.drawn:
            return grid
        only_choices = all(field in CHOICES for field in self.varied)
        return min(self.drawn, grid) if only_choices else self.drawn

    @cached_property
    def configs(self) -> list[TrainConfig]:
        """All runs, coarse to fine: after a tenth of them the shape of the whole shows.

        With several seeds, the whole space with the first one comes first.
        """
        points = self._at_random() if self.drawn else self._in_order()
        if "seed" in self.varied:
            return [replace(self.base, **point) for point in points]
        seeds = range(self.base.seed, self.base.seed + self.seeds)
        return [replace(self.base, seed=seed, **point) for seed in seeds for point in points]

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
        return list(ParameterSampler(spreads, self._points, random_state=self.base.seed))
