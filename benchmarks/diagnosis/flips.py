"""`python -m benchmarks.diagnosis.flips`: the same run, alone and among others, judged alike?

Stacked, a run adds its products in another order, so its figures differ in the last digits. 500
runs of random settings are trained both ways. A verdict flips where the two agree on nothing: where
neither is, or nearly is, what the other is.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bp.data import Dataset, load_dataset
from bp.diagnosis import Diagnosis, diagnose
from bp.training import TrainConfig, Trainer

TOGETHER = 4  # runs of a stack
ITERATIONS = {"digits": 400, "mnist-5k": 600}


@dataclass
class Flips:
    """How many runs were compared, and those that were judged otherwise."""

    runs: int = 0
    labels: int = 0  # whose words differ, be it by "between" alone
    flips: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis.flips")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--dataset", default="digits", choices=list(ITERATIONS))
    asked = parser.parse_args()
    dataset, found = load_dataset(asked.dataset), Flips()
    rng = np.random.default_rng(0)
    while found.runs < asked.runs:
        count(found, dataset, random_configs(rng, asked.dataset))
    print(f"{found.runs} runs: {found.labels} in other words, {found.flips} judged otherwise")


def random_configs(rng: np.random.Generator, dataset: str) -> list[TrainConfig]:
    """Settings that share a stack: they differ in the learning rate alone."""
    config = TrainConfig(
        dataset=dataset,
        scaling=str(rng.choice(["raw", "unit", "standard"])),
        activation=str(rng.choice(["relu", "relu", "sigmoid", "tanh"])),
        hidden_size=int(rng.choice([2, 5, 20, 50])),
        batch_size=int(rng.choice([10, 50, 200])),
        iterations=ITERATIONS[dataset],
        seed=int(rng.integers(1_000)),
    )
    rates = 10 ** rng.uniform(-4, 1, TOGETHER)
    return [replace(config, learning_rate=float(f"{rate:.2g}")) for rate in rates]


def count(found: Flips, dataset: Dataset, configs: list[TrainConfig]) -> None:
    """Train these together and alone, and compare what is said of them."""
    for together, alone in zip(
        judged(dataset, configs), alone_judged(dataset, configs), strict=True
    ):
        found.runs += 1
        if together.label != alone.label:
            found.labels += 1
            agree = said(together) & said(alone)
            found.flips += not agree
            print(f"{'close' if agree else 'FLIP'}: {together.label} / {alone.label}")


def said(diagnosis: Diagnosis) -> set[str | None]:
    """The verdict, and the one that it nearly is."""
    return {diagnosis.verdict, diagnosis.nearly} - {None}


def judged(dataset: Dataset, configs: list[TrainConfig]) -> list[Diagnosis]:
    trainer = Trainer(dataset, configs)
    trainer.advance(trainer.iterations)
    return [diagnose(history) for history in trainer.histories]


def alone_judged(dataset: Dataset, configs: list[TrainConfig]) -> Iterator[Diagnosis]:
    for config in configs:
        yield from judged(dataset, [config])


if __name__ == "__main__":
    main()
