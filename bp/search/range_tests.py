"""A learning-rate range test: which rates train this network, found in a few seconds."""

import math
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.search.ramp import Point, Ramp, advance_ramps
from bp.search.suggestions import Suggestion, suggestions, turning_point
from bp.training import ConfigError, TrainConfig
from bp.training.blas import one_blas_thread

if TYPE_CHECKING:
    import pandas as pd

LOWEST, HIGHEST = 1e-7, 10.0
POINTS = 400
SEEDS = 3
ENOUGH_POINTS = 20  # fewer say nothing


class RangeTest:
    """Networks of one config, one a seed, whose learning rate rises from `lowest` to `highest`.

    Each takes one iteration at each of `points` rates, in equal ratios. `curve` has what was
    measured; once `finished`, `suggestions` has a rate by each rule, and `recommended` the one to
    take. The config's own learning rate and iterations are not used. Raises ConfigError where the
    rates or the config make no sense.
    """

    def __init__(
        self,
        dataset: Dataset,
        config: TrainConfig,
        *,
        lowest: float = LOWEST,
        highest: float = HIGHEST,
        points: int = POINTS,
        seeds: int = SEEDS,
    ) -> None:
        _check(dataset, config, lowest, highest, points, seeds)
        self.dataset, self.config = dataset, config
        self.rates = np.geomspace(lowest, highest, points)
        configs = [
            replace(config, seed=config.seed + seed, learning_rate=lowest) for seed in range(seeds)
        ]
        self._ramps = [Ramp(dataset, each, self.rates.tolist()) for each in configs]
        self._points: list[list[Point]] = [[] for _ in configs]

    @property
    def finished(self) -> bool:
        """Whether every seed is through, or broke on the way."""
        return all(ramp.finished for ramp in self._ramps)

    @property
    def progress(self) -> tuple[int, int]:
        """Points done by the seed that is furthest, and in all: those done, where all broke."""
        done = max(ramp.points_done for ramp in self._ramps)
        return (done, done) if self.finished else (done, len(self.rates))

    @property
    def curve(self) -> "pd.DataFrame":
        """One row a seed and rate: seed, and the fields of Point."""
        import pandas as pd  # here, since a worker needs none

        rows = [
            {"seed": ramp.stack.config.seed, **asdict(point)}
            for ramp, points in zip(self._ramps, self._points, strict=True)
            for point in points
        ]
        return pd.DataFrame(rows, columns=["seed", *Point.__annotations__])

    @property
    def suggestions(self) -> list[Suggestion]:
        """A learning rate by each rule, the recommended one first.

        None before it is finished, nor where every network broke after a few points.
        """
        told = [curve for curve in self._curves if len(curve) >= ENOUGH_POINTS]
        return suggestions(self.rates, told) if self.finished and told else []

    @property
    def turned(self) -> bool:
        """Whether the loss of any seed turned up again, so that the rates went far enough."""
        return any(turning_point(curve) is not None for curve in self._curves if len(curve))

    @property
    def _curves(self) -> list[NDArray[np.float64]]:
        return [np.array([point.loss for point in points]) for points in self._points]

    @property
    def recommended(self) -> float:
        """The learning rate to take, to two digits. Raises ConfigError where there is none."""
        if not self.finished:
            raise ConfigError("The range test is not finished; there is no recommended rate yet.")
        if not self.suggestions:
            raise ConfigError(
                f"No learning rate can be recommended: {self.stopped[0]}, after fewer than "
                f"{ENOUGH_POINTS} points."
            )
        return self.suggestions[0].learning_rate

    @property
    def lowest(self) -> Point:
        """The point of the lowest loss of all seeds. Raises ValueError before the first."""
        return min(
            (point for points in self._points for point in points),
            key=lambda point: point.loss if math.isfinite(point.loss) else math.inf,
        )

    @property
    def ends(self) -> list[float]:
        """For each seed the highest rate that it came to."""
        return [points[-1].learning_rate for points in self._points]

    @property
    def loss_of_guessing(self) -> float:
        """What answering by the shares of the classes costs."""
        return self._ramps[0].loss_of_guessing

    @property
    def stopped(self) -> list[str]:
        """For each seed why it ended before the highest rate, or an empty text."""
        return [ramp.stopped for ramp in self._ramps]

    @property
    def parts(self) -> list[Ramp]:
        """The networks, one a seed: what the next slice begins from."""
        return self._ramps

    advance_parts = staticmethod(advance_ramps)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes."""
        return sum(ramp.nbytes for ramp in self._ramps) + 64 * sum(map(len, self._points))

    def take(self, parts: Sequence[Ramp], records: Sequence[list[Point]]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and what they measured."""
        self._ramps = list(parts)
        for measured, points in zip(self._points, records, strict=True):
            measured.extend(points)

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Have the parts hold `shared(data)` instead of the data."""
        for ramp in self._ramps:
            ramp.stack.data = shared(ramp.stack.data)

    def snapshot(self) -> "RangeTest":
        """What was measured by now, to be read while it goes on."""
        snapshot = copy(self)
        snapshot._points = [points.copy() for points in self._points]
        return snapshot

    def advance(self, points: int) -> None:
        """Measure so many points more of every seed, here and now."""
        with one_blas_thread():
            self.take(self.parts, advance_ramps(self._ramps, points, float("inf")))


def range_test(
    dataset: Dataset,
    config: TrainConfig,
    *,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
    points: int = POINTS,
    seeds: int = SEEDS,
) -> RangeTest:
    """Run a whole range test, which takes some seconds, and return it finished.

    The config's own network stays untouched: fresh ones are trained. Raises ConfigError where the
    rates or the config make no sense.
    """
    test = RangeTest(dataset, config, lowest=lowest, highest=highest, points=points, seeds=seeds)
    test.advance(points)
    return test


def _check(
    dataset: Dataset, config: TrainConfig, lowest: float, highest: float, points: int, seeds: int
) -> None:
    if config.dataset != dataset.name:
        raise ConfigError(
            f"the config is of {config.dataset!r}, but the data to train on is {dataset.name!r}."
        )
    if not 0 < lowest < highest < float("inf"):
        raise ConfigError(
            f"The rates go from {lowest:g} to {highest:g}; the lowest must be above 0 and below "
            "the highest."
        )
    if points < ENOUGH_POINTS:
        raise ConfigError(f"points is {points}; a curve needs {ENOUGH_POINTS} at least.")
    if seeds < 1:
        raise ConfigError(f"seeds is {seeds}; it must be 1 or more.")
