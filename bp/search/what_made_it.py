"""From what swapped settings did, seed by seed, to what made the difference; and its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis.wording import accuracy, points, value_text
from bp.training.config import named

Kind = Literal["same", "seed", "one", "either", "together", "several", "hidden"]

MOST = 0.5  # of the whole difference: what makes less does not explain it


@dataclass(frozen=True)
class Ends:
    """Test accuracies at the end before and after a swap, `(seeds,)` each."""

    before: NDArray[np.float64]
    after: NDArray[np.float64]

    @property
    def change(self) -> float:
        """What the swap does on average."""
        return float(self.after.mean() - self.before.mean())

    @property
    def is_clear(self) -> bool:
        """Whether it is more than seeds do: no seed of the one ends as any seed of the other.

        With five seeds each, chance alone does this in 1 of 126 pairs, whatever their spread: the
        strictest case of Mann and Whitney's test (1947).
        """
        apart = self.after.min() > self.before.max() or self.after.max() < self.before.min()
        return bool(apart)


@dataclass(frozen=True)
class Effect:
    """A setting, its two values, and what swapping it alone does."""

    setting: str
    values: tuple[Any, Any]  # of the first run and of the second
    alone: Ends  # from the first run to the first with the second's value
    last: Ends  # from the second run with the first's value to the second

    @property
    def is_clear(self) -> bool:
        """Whether it makes the same kind of difference in both runs, beyond what seeds do."""
        same_way = self.alone.change * self.last.change > 0
        return same_way and self.alone.is_clear and self.last.is_clear

    @property
    def words(self) -> str:
        """The setting with its values: "learning rate (0.1 → 3)"."""
        first, second = map(value_text, self.values)
        return f"{named(self.setting)} ({first} → {second})"


@dataclass(frozen=True)
class Answer:
    """What made the difference, and which settings are named; the sentence has the figures."""

    kind: Kind
    settings: tuple[str, ...]
    sentence: str


def answer(whole: Ends, effects: Sequence[Effect], *, same_seed: bool) -> Answer:
    """What made the `whole` difference between two runs, given what each setting does alone."""
    if not effects:
        return _no_settings(whole, same_seed=same_seed)
    if not whole.is_clear:
        clear = [each for each in effects if each.is_clear]
        if not any(
            _makes_most(each.alone, whole) and _makes_most(each.last, whole) for each in clear
        ):
            return _unclear(whole, clear, same_seed=same_seed)
        effects = clear
    alone = [each for each in effects if _makes_most(each.alone, whole)]
    last = [each for each in effects if _makes_most(each.last, whole)]
    both = [each for each in alone if each in last]
    if len(both) == 1:
        return _one(whole, both[0])
    if len(both) > 1:
        return _answer("several", both, whole, f"{_listed(both)} each make most of it, both ways.")
    if len(alone) > 1:
        return _answer("either", alone, whole, f"Each of {_listed(alone)} is enough alone.")
    if len(last) > 1:
        reason = "take one of them back, and most of the difference is gone"
        return _answer("together", last, whole, f"{_listed(last)} do it together: {reason}.")
    return _several(whole, effects)


def _no_settings(whole: Ends, *, same_seed: bool) -> Answer:
    if same_seed:
        sentence = "Both have the same settings and the same seed, and so the same curve."
        return Answer("same", (), sentence)
    sentence = (
        f"They differ in the seed alone. With {_seeds(whole)} such a run ends "
        f"{_span(whole.before)} test accuracy."
    )
    return Answer("seed", (), sentence)


def _makes_most(swap: Ends, whole: Ends) -> bool:
    return whole.change != 0 and swap.change / whole.change >= MOST


def _unclear(whole: Ends, clear: Sequence[Effect], *, same_seed: bool) -> Answer:
    """Other seeds of the two overlap; but a setting may make a difference that others hide."""
    spans = (
        f"with {_seeds(whole)} the first ends {_span(whole.before)}, and the second "
        f"{_span(whole.after)} test accuracy"
    )
    if clear:
        most = max(clear, key=lambda each: abs(each.alone.change))
        sentence = (
            f"The {most.words} alone makes {points(most.alone.change)} in the first run and "
            f"{points(most.last.change)} in the second, more than seeds do; together with what "
            f"else differs it no longer shows: {spans}."
        )
        return Answer("hidden", tuple(each.setting for each in clear), sentence)
    if same_seed and np.array_equal(whole.before, whole.after):
        sentence = (
            f"What differs in the settings makes no difference: with each of {_seeds(whole)} both "
            f"end alike, {_span(whole.before)} test accuracy."
        )
        return Answer("same", (), sentence)
    cause = "No more than chance" if same_seed else "It is the seed"
    sentence = (
        f"{cause}: {spans}, so that one may be above the other or below. No setting alone "
        "sets both runs apart from what other seeds do."
    )
    return Answer("seed", (), sentence)


def _one(whole: Ends, found: Effect) -> Answer:
    before, after = found.alone.before.mean(), found.alone.after.mean()
    without, at_last = found.last.before.mean(), found.last.after.mean()
    sentence = (
        f"It is the {found.words}: alone it takes the first run from {accuracy(before)} to "
        f"{accuracy(after)} test accuracy; and with the first run's value, the second ends at "
        f"{accuracy(without)} instead of {accuracy(at_last)}."
    )
    return _answer("one", [found], whole, sentence)


def _several(whole: Ends, effects: Sequence[Effect]) -> Answer:
    ranked = sorted(effects, key=lambda each: -_mean(each) / whole.change)
    told = ", ".join(
        f"{each.words} {points(each.alone.change)} in the first run and "
        f"{points(each.last.change)} in the second"
        for each in ranked[:3]
    )
    sentence = f"No setting makes most of it in both runs. Those that do most: {told}."
    return _answer("several", ranked[:3], whole, sentence)


def _mean(effect: Effect) -> float:
    return (effect.alone.change + effect.last.change) / 2


def _answer(kind: Kind, effects: Sequence[Effect], whole: Ends, sentence: str) -> Answer:
    sentence = f"{sentence[0].upper()}{sentence[1:]}"
    told = f"In all the two end {_from_to(whole)}: means over {_seeds(whole)}."
    return Answer(kind, tuple(each.setting for each in effects), f"{sentence} {told}")


def _from_to(whole: Ends) -> str:
    first, second = accuracy(whole.before.mean()), accuracy(whole.after.mean())
    return f"at {first} and {second} test accuracy"


def _span(ends: NDArray[np.float64]) -> str:
    low, high = accuracy(float(ends.min())), accuracy(float(ends.max()))
    return f"at {low}" if low == high else f"between {low} and {high}"


def _seeds(whole: Ends) -> str:
    return f"{len(whole.before)} other seeds"


def _listed(effects: Sequence[Effect]) -> str:
    *others, last = [each.words for each in effects]
    return f"{', '.join(others)} and {last}"
