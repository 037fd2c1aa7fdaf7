"""Is the setting named that made the difference? `python -m benchmarks.difference`: on digits.

A pair of runs differs in four settings. In most pairs one is planted that decides the outcome among
three that do not; in the others none does, and only the seed sets the two apart. The planted
values are so far apart that no run is needed to know which setting it is.
"""

import argparse
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.markdown import print_table
from bp.data import load_dataset
from bp.search.difference import explain_difference
from bp.training import TrainConfig

ITERATIONS = 250
NOISE = "the seed"
EVERY = 4  # one pair in so many differs by the seed alone
PLANTED: dict[str, tuple[Any, ...]] = {
    "learning_rate": (0.003, 50.0),
    "scaling": ("raw",),
    "weight_init_std": (0.0,),
    "hidden_size": (1,),
    "weight_decay": (0.5,),
    "optimizer": ("adam",),  # whose steps are far too large at rates for SGD
    "iterations": (20,),
}


def decoys(config: TrainConfig) -> Mapping[str, Any]:
    """Other values of settings that change next to nothing."""
    return {
        "targets": "one-hot",
        "hidden_size": config.hidden_size + 1,
        "batch_size": config.batch_size + 1,
        "weight_decay": 1e-7,
        "weight_init_std": config.weight_init_std * 1.01,
        "learning_rate": config.learning_rate * 1.005,
    }


def pair(number: int) -> tuple[TrainConfig, TrainConfig, str]:
    """Two configs, and which setting makes their difference."""
    rng = np.random.default_rng(number)
    first = TrainConfig(
        dataset="digits",
        iterations=ITERATIONS,
        hidden_size=int(rng.integers(30, 60)),
        batch_size=int(rng.integers(50, 100)),
        learning_rate=float(rng.choice([0.4, 0.6, 0.8])),
        activation=str(rng.choice(["relu", "tanh"])),
        seed=int(rng.integers(1_000)),
    )
    settings = list(PLANTED)
    planted = NOISE if number % EVERY == 0 else settings[number % len(settings)]
    harmless = {name: value for name, value in decoys(first).items() if name != planted}
    chosen = rng.choice(list(harmless), 4 if planted == NOISE else 3, replace=False)
    changes = {str(name): harmless[str(name)] for name in chosen}
    if planted != NOISE:
        values = PLANTED[planted]
        changes[planted] = values[rng.integers(len(values))]
    second = replace(first, **changes, seed=int(rng.integers(1_000)))
    return (first, second, planted) if rng.random() < 0.5 else (second, first, planted)


def main() -> None:
    """Ask about each pair, and count what was named."""
    parser = argparse.ArgumentParser("python -m benchmarks.difference", description=__doc__)
    parser.add_argument("--pairs", type=int, default=100)
    pairs = parser.parse_args().pairs
    digits, began = load_dataset("digits"), time.perf_counter()
    right, asked = dict.fromkeys([*PLANTED, NOISE], 0), dict.fromkeys([*PLANTED, NOISE], 0)
    for number in range(pairs):
        first, second, planted = pair(number)
        found = explain_difference(digits, first, second)
        named = {"one": found.settings, "seed": (NOISE,)}.get(found.kind, ())
        asked[planted] += 1
        right[planted] += named == (planted,)
        if named != (planted,):
            print(f"Pair {number}, {planted}: {found.sentence}\n")
    rows = [[name, f"{right[name]} of {asked[name]}"] for name in asked]
    print_table(["what made the difference", "named"], rows)
    seconds = time.perf_counter() - began
    print(f"\n{sum(right.values())} of {pairs} pairs, in {seconds:.0f} s.")


if __name__ == "__main__":
    main()
