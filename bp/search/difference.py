"""Which of several settings made the difference between two runs, found by training what lies
between them: each setting is swapped alone, into the first run and out of the second."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset
from bp.diagnosis import verdict_label
from bp.search.sweeps import Sweep
from bp.search.what_made_it import Answer, Effect, Ends, answer
from bp.training import ConfigError, TrainConfig, differences

SEEDS = 5
FEWEST_SEEDS, MOST_SEEDS = 4, 10  # with fewer, chance alone sets groups apart
FIRST, SECOND = "first", "second"

Accuracies = NDArray[np.float64]  # (seeds,)


@dataclass(frozen=True)
class Between:
    """A network between two runs: one of them, with the other's value of one setting."""

    of: str  # FIRST or SECOND
    swapped: str = ""  # a field of TrainConfig; none for the run itself


class Difference(Sweep):
    """What lies between two configs, trained with several seeds each.

    Work that is advanced in slices, as any sweep. Once `finished`, `answer` says which setting made
    the difference in the test accuracy at the end. The seeds are others than those of the two
    configs: whoever chose two runs because they differ has chosen their luck, too. Raises
    ConfigError where the two cannot be compared: on other data, or with too few seeds.
    """

    def __init__(
        self, dataset: Dataset, first: TrainConfig, second: TrainConfig, *, seeds: int = SEEDS
    ) -> None:
        check(first, second, seeds)
        self.first, self.second = first, second
        self.settings = swappable(first, second)
        self.seeds = other_seeds((first.seed, second.seed), seeds)
        self.between = between(first, second)
        self._configs = list(dict.fromkeys(self.between.values()))
        super().__init__(
            dataset,
            [replace(config, seed=seed) for seed in self.seeds for config in self._configs],
        )

    @property
    def answer(self) -> Answer | None:
        """What made the difference; None until everything is trained."""
        if not self.finished:
            return None
        ends = {place: self._accuracies(config) for place, config in self.between.items()}
        first, second = ends[Between(FIRST)], ends[Between(SECOND)]
        effects = [
            Effect(
                setting,
                differences(self.first, self.second)[setting],
                alone=Ends(first, ends[Between(FIRST, setting)]),
                last=Ends(ends[Between(SECOND, setting)], second),
            )
            for setting in self.settings
        ]
        return answer(Ends(first, second), effects, same_seed=self.first.seed == self.second.seed)

    @property
    def ends(self) -> list[tuple[Between, Accuracies, str]]:
        """What lies between: the test accuracies of the seeds that are through, and their verdicts.

        Both configs and what lies between them, in an order from the first to the second.
        """
        return [
            (place, self._accuracies(config), _judged(self._verdicts(config)))
            for place, config in self.between.items()
        ]

    def _places(self, config: TrainConfig) -> list[int]:
        """The runs of a config that are through."""
        place, step = self._configs.index(config), len(self._configs)
        return [run for run in range(place, len(self.configs), step) if run in self.outcomes]

    def _accuracies(self, config: TrainConfig) -> Accuracies:
        return np.array([self.outcomes[run].test_accuracy for run in self._places(config)])

    def _verdicts(self, config: TrainConfig) -> list[str]:
        found = [self.outcomes[run] for run in self._places(config)]
        return [verdict_label(each.verdict, each.nearly) for each in found]


def explain_difference(
    dataset: Dataset,
    first: TrainConfig,
    second: TrainConfig,
    *,
    seeds: int = SEEDS,
    executor: Executor | None = None,
) -> Answer:
    """Train what lies between two configs, and say which setting made the difference.

    Trains `seeds * (2 + 2 * n)` networks at most, where `n` settings differ. With an `executor` of
    as many workers as there are cores, they train side by side. Raises ConfigError where the two
    cannot be compared: on other data, or with too few seeds.
    """
    whole = Difference(dataset, first, second, seeds=seeds)
    while (found := whole.answer) is None:
        whole.advance(max(config.iterations for config in whole.configs), executor)
    return found


def check(first: TrainConfig, second: TrainConfig, seeds: int = SEEDS) -> None:
    """Raise ConfigError where the two cannot be compared."""
    if first.dataset != second.dataset:
        raise ConfigError(
            f"One run learns from {first.dataset} and the other from {second.dataset}: their "
            "accuracies are of different images, so that no setting can be blamed. Choose two "
            "runs on the same data."
        )
    if not FEWEST_SEEDS <= seeds <= MOST_SEEDS:
        raise ConfigError(f"seeds is {seeds}; it must be from {FEWEST_SEEDS} to {MOST_SEEDS}.")


def swappable(first: TrainConfig, second: TrainConfig) -> list[str]:
    """The settings in which two runs differ, but for the seed."""
    return [name for name in differences(first, second) if name != "seed"]


def between(first: TrainConfig, second: TrainConfig) -> Mapping[Between, TrainConfig]:
    """Both configs, and each with the other's value of one setting at a time."""
    found = {Between(FIRST): first}
    settings = differences(first, second)
    for name in swappable(first, second):
        found[Between(FIRST, name)] = replace(first, **{name: settings[name][1]})
    for name in swappable(first, second):
        found[Between(SECOND, name)] = replace(second, **{name: settings[name][0]})
    found[Between(SECOND)] = second
    return {place: replace(config, seed=0) for place, config in found.items()}


def other_seeds(taken: Sequence[int], count: int) -> list[int]:
    """The first so many seeds that are not `taken`."""
    return [seed for seed in range(count + len(taken)) if seed not in taken][:count]


def _judged(verdicts: Sequence[str]) -> str:
    counted = Counter(verdicts).most_common()
    if len(counted) == 1:
        return counted[0][0]
    return ", ".join(f"{label} ({n} of {len(verdicts)})" for label, n in counted)
