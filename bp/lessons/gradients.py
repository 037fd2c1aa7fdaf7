"""Two tasks on the gradient check: find the mistake, and find where the check is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from bp.data import fit_scaling, load_dataset
from bp.diagnosis.wording import rate
from bp.gradient_check import MISTAKES, PROBABLY_WRONG, UNCOMFORTABLE, GradientCheck, broken
from bp.lessons.lesson import Result
from bp.nn import recast
from bp.training import TrainConfig
from bp.training.start import initial_network

SAMPLES, ENTRIES = 10, 40
SAME_RATIO = 1e-3


@dataclass(frozen=True)
class Agreement:
    """Both gradients of one array, compared: the ratio of backpropagation to the numerical one."""

    lowest: float
    highest: float
    error: float  # the largest relative error, without kinks

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.error <= UNCOMFORTABLE

    @property
    def words(self) -> str:
        """The ratio as a table has it: "1 in every entry", "from -2.3 to 5"."""
        if self.highest - self.lowest <= SAME_RATIO * abs(self.highest):
            return f"{self.highest:.3g} in every entry"
        return f"from {self.lowest:.3g} to {self.highest:.3g}"


@dataclass(frozen=True)
class FindBug:
    """Which mistake does a backward pass make? `cases` are the mistakes, one after the other."""

    cases: tuple[str, ...]  # keys of MISTAKES: also what can be answered
    config: TrainConfig

    def measure(self, mistake: str | None) -> Mapping[str, Agreement]:
        """The gradient check of a network that makes the mistake, array by array."""
        return _agreements(self.config, mistake)

    def judge(self, case: str, answer: str) -> Result:
        """Compare what the answer would look like with what was measured."""
        here, there = self.measure(case), self.measure(answer)
        label = MISTAKES[answer].label
        if case == answer:
            return Result(True, f"It is: {label}. {MISTAKES[case].explanation}")
        return Result(False, f"It is not: {label}. {_does_not_fit(here, there)}")


def _does_not_fit(here: Mapping[str, Agreement], there: Mapping[str, Agreement]) -> str:
    """The first array in which a check with another mistake would look different."""
    for name, found in here.items():
        expected = there[name]
        if found.is_right != expected.is_right:
            would, is_ = ("right", "wrong") if expected.is_right else ("wrong", "right")
            return f"With that mistake {name} would be {would}; here it is {is_}."
    name = next(name for name in here if here[name].words != there[name].words)
    return (
        f"With that mistake the ratio in {name} would be {there[name].words}; here it is "
        f"{here[name].words}."
    )


@cache
def _agreements(config: TrainConfig, mistake: str | None) -> Mapping[str, Agreement]:
    dataset = load_dataset(config.dataset)
    images, labels = dataset.sample
    x = fit_scaling(dataset, config.scaling).apply(images[:SAMPLES])
    network = recast(initial_network(dataset, config), "float64")
    if mistake:
        network = broken(network, mistake)
    rng = np.random.default_rng(0)
    check = GradientCheck(network, x, labels[:SAMPLES], entries=ENTRIES, rng=rng)
    for _ in check.steps():
        pass
    found = {}
    for name, array in check.arrays.items():
        counted = ~array.kinks & (np.abs(array.numerical) > 1e-9)
        ratios = array.backpropagation[counted] / array.numerical[counted]
        error = float(array.standing_out[~array.kinks].max(initial=0))
        found[name] = Agreement(float(ratios.min()), float(ratios.max()), error)
    return found


@dataclass(frozen=True)
class KinkTry:
    """One gradient check of b1 with a step h."""

    h: float
    kinks: int
    entries: int
    error: float  # the largest relative error, kinks included
    worst: str  # the entry with it

    @property
    def lies(self) -> bool:
        """Whether a right gradient looks wrong, and a kink is the cause."""
        return self.kinks > 0 and self.error > PROBABLY_WRONG

    @property
    def agrees(self) -> bool:
        """Whether the check says that the gradient is right."""
        return self.kinks == 0 and self.error <= UNCOMFORTABLE


@dataclass(frozen=True)
class Kink:
    """At which step h does the gradient check call a right gradient wrong?"""

    config: TrainConfig
    steps: tuple[float, ...]
    start: float

    def measure(self, h: float) -> KinkTry:
        """Check b1 of the network with this step."""
        return _kink_try(self.config, h)

    def judge(self, tries: Sequence[KinkTry]) -> Result:
        """One step at which the check is wrong, and one at which it is right."""
        if not tries:
            return Result(False, "Nothing is checked yet. Choose a step h and press Check.")
        lies = [each for each in tries if each.lies]
        agrees = [each for each in tries if each.agrees]
        if lies and agrees:
            bad, good = lies[-1], agrees[-1]
            return Result(
                True,
                f"At h = {rate(bad.h)} the check is wrong: {bad.kinks} of {bad.entries} steps "
                f"cross a kink, and the relative error of {bad.worst} is {_share(bad.error)}. "
                f"At h = {rate(good.h)} none does, and the largest relative error is "
                f"{_share(good.error)}.",
            )
        last = tries[-1]
        now = f"At h = {rate(last.h)} the largest relative error is {_share(last.error)}."
        if not lies:
            return Result(False, f"{now} A step at which the check is wrong is missing.")
        return Result(False, f"{now} A step at which the check is right is missing.")


def _share(error: float) -> str:
    return rate(float(f"{error:.1e}"))


@cache
def _kink_try(config: TrainConfig, h: float) -> KinkTry:
    dataset = load_dataset(config.dataset)
    images, labels = dataset.sample
    x = fit_scaling(dataset, config.scaling).apply(images[:SAMPLES])
    network = recast(initial_network(dataset, config), "float64")
    check = GradientCheck(network, x, labels[:SAMPLES], h=h, entries=ENTRIES)
    for _ in check.steps():
        pass
    array = check.arrays["b1"]
    worst = int(array.relative.argmax())
    return KinkTry(
        h,
        int(array.kinks.sum()),
        array.done,
        float(array.relative.max()),
        f"b1[{int(array.checked[worst])}]",
    )
