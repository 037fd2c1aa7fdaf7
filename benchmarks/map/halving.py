"""`python -m benchmarks --only halving`: what successive halving saves, and what it finds."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.effort import Effort
from benchmarks.machine import CORES
from benchmarks.markdown import print_heading, print_table
from bp.data import Dataset, load_dataset
from bp.parallel.workers import process_pool
from bp.search import sweep
from bp.training import TrainConfig

if TYPE_CHECKING:
    import pandas as pd

BASE = TrainConfig(iterations=600)
RATES = 20
MAPS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "learning rate × batch size": ("batch_size", (20, 50, 100, 200, 500)),
    "learning rate × hidden size": ("hidden_size", (5, 10, 20, 50, 100)),
    "learning rate × initial scale": ("weight_init_std", (0.001, 0.01, 0.05, 0.1, 0.5)),
}


def print_halving(_effort: Effort) -> None:
    """Three maps, each with and without halving, one after the other."""
    print_heading(
        "Successive halving",
        f"Maps of {RATES} learning rates from 0.0003 to 3 and five other values on mnist-5k,",
        f"{BASE.iterations} iterations. The best run is the one of the highest test accuracy.",
    )
    dataset, rows = load_dataset(BASE.dataset), []
    with process_pool(CORES, None) as executor:
        sweep(dataset, [BASE] * 8, executor)  # to warm up
        for name in MAPS:
            configs = list(shuffled(configs_of(name)))
            full, seconds = timed(dataset, configs, executor, halving=False)
            halved, less = timed(dataset, configs, executor, halving=True)
            stopped = (halved["stopped"] == "slow").sum()
            done = halved["iterations_done"].sum() / full["iterations_done"].sum()
            rows.append(
                [name, f"{seconds:.1f}", f"{less:.1f}", f"{1 - less / seconds:.0%}",
                 f"{1 - done:.0%}", f"{stopped} of {len(configs)}", best(full), best(halved)]
            )  # fmt: skip
    header = ["map", "seconds", "with halving", "saved", "iterations saved", "stopped as slow",
              "best run", "best with halving"]  # fmt: skip
    print_table(header, rows)


def configs_of(name: str) -> Iterator[TrainConfig]:
    field, values = MAPS[name]
    for rate in np.geomspace(0.0003, 3, RATES).tolist():
        for value in values:
            yield replace(BASE, learning_rate=rate, **{field: value})


def shuffled(configs: Iterator[TrainConfig]) -> Iterator[TrainConfig]:
    """In another order, always the same: a run is compared with those that were there before."""
    listed = list(configs)
    return (listed[place] for place in np.random.default_rng(0).permutation(len(listed)))


def timed(
    dataset: Dataset, configs: list[TrainConfig], executor: Executor, *, halving: bool
) -> tuple["pd.DataFrame", float]:
    started = time.perf_counter()
    table = sweep(dataset, configs, executor, halving=halving)
    return table, time.perf_counter() - started


def best(table: "pd.DataFrame") -> str:
    place = int(table["best_test_accuracy"].to_numpy().argmax())
    accuracy, rate = table["best_test_accuracy"].iloc[place], table["learning_rate"].iloc[place]
    return f"{accuracy:.1%} at {rate:.2g}"
