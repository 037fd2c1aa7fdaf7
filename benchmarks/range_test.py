"""Do the rates that a range test suggests train well? `python -m benchmarks.range_test`.

Over data sets, scalings, hidden and batch sizes: the test accuracy after 2,000 iterations at each
suggested rate, read off a grid of 15 rates that are really trained, against the best of the grid.
The half of the cases called tuning is the one on which the recommended rule was chosen; the kept
half was looked at only afterwards. fastai's and Lightning's rules read the same curves, of the
batches, as they do: smoothed by 0.98 and ended at four times the lowest loss.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.markdown import print_heading, print_table
from bp.data import load_dataset
from bp.search import range_test, sweep
from bp.search.suggestions import RULES, valley
from bp.training import TrainConfig

Array = NDArray[Any]

RATES = [float(f"{rate:.3g}") for rate in np.logspace(-5, 1, 15)]
GOOD = 0.02  # of test accuracy below the best of the grid
SEEDS = 5
TUNING = 36  # cases, of 66
LOST = ("dead", "diverged")


@dataclass(frozen=True)
class Judged:
    """A rule's rate in one case: how far below the best of the grid it ends, and whether alive."""

    rule: str
    rate: float
    below: float
    lost: bool


def cases(kept: bool) -> list[TrainConfig]:
    """Every second combination, each with one of five seeds; MNIST with fewer shapes."""
    combinations = [
        (dataset, scaling, hidden, batch)
        for dataset in ("digits", "mnist-5k", "mnist")
        for scaling, hidden, batch in product(
            ("raw", "unit", "standard"), (10, 50, 200), (10, 100, 500)
        )
        if dataset != "mnist" or (hidden, batch) in ((10, 100), (50, 100), (50, 10), (200, 100))
    ]
    order = np.random.default_rng(0).permutation(len(combinations))
    numbered = list(enumerate(order))
    half = numbered[TUNING:] if kept else numbered[:TUNING]
    return [
        TrainConfig(
            dataset=combinations[place][0],
            scaling=combinations[place][1],
            hidden_size=combinations[place][2],
            batch_size=combinations[place][3],
            iterations=2_000,
            seed=number % SEEDS,
        )
        for number, place in half
    ]


def judge(config: TrainConfig) -> Iterator[Judged]:
    """Every rule's rate beside the grid."""
    dataset = load_dataset(config.dataset)
    grid = sweep(dataset, [replace(config, learning_rate=rate) for rate in RATES])
    logs, reached = np.log(RATES), grid["test_accuracy"].to_numpy()
    for rule, rate in proposals(config).items():
        nearest = int(np.abs(logs - np.log(rate)).argmin())
        below = float(reached.max() - np.interp(np.log(rate), logs, reached))
        yield Judged(rule, rate, below, grid["verdict"].iloc[nearest] in LOST)


def proposals(config: TrainConfig) -> dict[str, float]:
    """The rate by each rule, ours and others', as the geometric mean over the seeds."""
    test = range_test(load_dataset(config.dataset), config)
    curves = [curve["batch_loss"].to_numpy() for _, curve in test.curve.groupby("seed")]

    def mean(rule: Callable[[Array, Array], float]) -> float:
        rates = [rule(*ended(test.rates[: len(curve)], curve)) for curve in curves]
        return float(np.exp(np.mean(np.log(rates))))

    own = {each.rule: each.learning_rate for each in test.suggestions}
    return own | {"fastai's valley": mean(valley), "Lightning's": mean(lightning)}


def ended(rates: Array, losses: Array) -> tuple[Array, Array]:
    """The curve smoothed, up to where it is four times its lowest."""
    smoothed, average = [], 0.0
    for count, loss in enumerate(losses, start=1):
        average = 0.98 * average + 0.02 * loss
        smoothed.append(average / (1 - 0.98**count))
        if not smoothed[-1] <= 4 * min(smoothed):
            break
    return rates[: len(smoothed)], np.array(smoothed)


def lightning(rates: Array, losses: Array) -> float:
    """The steepest gradient by iteration, without the first ten and the last."""
    return float(rates[10 + int(np.gradient(losses[10:-1]).argmin())])


def main() -> None:
    """Print a row a rule."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--tuning", action="store_true", help="the half the rule was chosen on")
    parser.add_argument("--cases", type=int, default=TUNING, help="how many at most")
    options = parser.parse_args()
    chosen = cases(kept=not options.tuning)[: options.cases]
    judged = [each for config in chosen for each in judge(config)]
    rules = [*RULES, "fastai's valley", "Lightning's"]
    rows = [_row(rule, [each for each in judged if each.rule == rule]) for rule in rules]
    print_heading(f"Range test: {len(chosen)} cases, 2,000 iterations each")
    print_table(["rule", "within 2 points of the best", "dead", "worst"], rows)


def _row(rule: str, judged: list[Judged]) -> list[str]:
    good = sum(each.below <= GOOD for each in judged)
    return [
        rule,
        f"{100 * good / len(judged):.0f} %",
        str(sum(each.lost for each in judged)),
        f"{100 * max(each.below for each in judged):.1f} points",
    ]


if __name__ == "__main__":
    main()
