"""The landmark maps, without the app: `python -m benchmarks.maps [--quick]`, as Markdown.

How long a map takes; how many of its early verdicts agree with those of runs of full length, on
cells picked at random; and by which power of a setting the dying edge moves.
"""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.machine import CORES, describe
from benchmarks.markdown import judged, print_heading, print_table
from bp.data import SCALINGS, Dataset, load_dataset
from bp.diagnosis import VERDICTS
from bp.diagnosis.wording import percent
from bp.search import sweep
from bp.search.edge_slope import edge_slope, pixel_scale
from bp.training import ConfigError, TrainConfig
from bp.training.config import WHOLE_NUMBERS, named

RATES = (1e-5, 30.0)  # from the lowest to the highest
GOAL, SECONDS = 0.97, 180  # of the verdicts agree; a map takes no longer
SURE = 0.95  # of the bound below the share that agrees
SPANS = {"batch_size": (4, 500), "hidden_size": (2, 500), "weight_init_std": (1e-4, 1)}
DIVISORS = (1, 2, 4, 8, 16, 32, 64)  # of raw pixels: scales between raw and 0 to 1


@dataclass(frozen=True)
class Size:
    """How much is trained."""

    dataset: str
    cells: int  # of a map
    iterations: int  # of each of them
    full: int  # iterations of a run of full length
    checked: int  # cells that are trained to full length
    rates: int  # for each pixel scale
    seeds: int


# With 400 cells that are checked a true share of 98.5 % is shown to be above 97 % as a rule.
FULL = Size("mnist-5k", 400, 600, 5_000, checked=400, rates=40, seeds=3)
QUICK = Size("digits", 49, 200, 600, checked=40, rates=16, seeds=1)


def cells(field: str, size: Size) -> list[TrainConfig]:
    """One config a cell: learning rate by `field`, both in equal ratios where they are numbers."""
    base = TrainConfig(dataset=size.dataset, iterations=size.iterations)
    side = int(size.cells**0.5)
    values: list[Any] = list(SCALINGS)
    if field != "scaling":
        values = np.geomspace(*SPANS[field], side).tolist()
    if field in WHOLE_NUMBERS:
        values = [round(value) for value in values]
    rates = geometric(size.cells // len(values))
    return [
        replace(base, learning_rate=rate, **{field: value})
        for value, rate in product(values, rates)
    ]


def geometric(count: int) -> list[float]:
    """So many learning rates in equal ratios."""
    return [float(f"{rate:.3g}") for rate in np.geomspace(*RATES, count)]


def trained(dataset: Dataset, configs: Iterable[TrainConfig]) -> tuple[pd.DataFrame, float]:
    """The table of a sweep on all cores, and the seconds that it took."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CORES) as executor:
        table = sweep(dataset, list(configs), executor)
    return table, time.perf_counter() - started


def print_maps(dataset: Dataset, size: Size) -> pd.DataFrame:
    """Time and verdicts of each map, and where the edge moves; the tables of all of them."""
    print_heading(f"Maps: {size.cells} cells on {dataset.name}, {size.iterations} iterations each")
    tables, rows = [], []
    for field in ("scaling", *SPANS):
        table, seconds = trained(dataset, cells(field, size))
        counts = Counter(VERDICTS[name].label for name in table["verdict"])
        told = ", ".join(f"{name} {count}" for name, count in counts.most_common())
        rows.append([named(field), f"{seconds:.0f} s", judged(seconds <= SECONDS), told])
        tables.append(table)
    print_table(["learning rate by", "time", f"at most {SECONDS} s", "verdicts"], rows)
    for field, table in zip(SPANS, tables[1:], strict=True):
        print("- " + slope_sentence(table, field))
    return pd.concat(tables, ignore_index=True)


def slope_sentence(table: pd.DataFrame, field: str) -> str:
    """How the edge moves with a field, or why that is not known."""
    try:
        return edge_slope(table, field).sentence(f"the {named(field)}")
    except ConfigError as refusal:
        return str(refusal)


def print_agreement(dataset: Dataset, maps: pd.DataFrame, size: Size) -> None:
    """The early verdicts beside those of the same cells at full length."""
    early = maps.sample(size.checked, random_state=0)
    settings = early[[field.name for field in fields(TrainConfig)]].to_dict("records")
    configs: list[Any] = [{**row, "iterations": size.full} for row in settings]
    late, _ = trained(dataset, [TrainConfig(**each) for each in configs])
    pairs = list(zip(early["verdict"], late["verdict"], strict=True))
    print_heading(
        f"Verdicts after {size.iterations:,} iterations beside those after {size.full:,}",
        f"{len(pairs)} cells, picked at random from all maps.",
    )
    agree = {
        "the same verdict": [one == other for one, other in pairs],
        "fails or does not": [is_bad(one) == is_bad(other) for one, other in pairs],
    }
    rows = []
    for what, same in agree.items():
        share, bound = float(np.mean(same)), lower_bound(sum(same), len(same))
        rows.append([what, percent(share), percent(bound), judged(bound >= GOAL)])
    print_table(["", "agree", f"surely ({SURE:.0%}) above", f"{GOAL:.0%}"], rows)
    changed = Counter(pair for pair in pairs if len(set(pair)) > 1)
    print_table(["early", "late", "cells"], [[*pair, n] for pair, n in changed.most_common(12)])


def is_bad(verdict: str) -> bool:
    """Whether it finds that a run failed."""
    return VERDICTS[verdict].severity == "bad"


def lower_bound(good: int, of: int) -> float:
    """Clopper and Pearson's one-sided bound below a share, of which `good` were seen."""
    from scipy.stats import beta  # type: ignore[import-untyped]

    return float(beta.ppf(1 - SURE, good, of - good + 1)) if good else 0.0


def print_pixel_slope(dataset: Dataset, size: Size) -> None:
    """The edge against the pixel scale: raw pixels, divided more and more."""
    scales, tables = {}, []
    for divisor in [each for each in DIVISORS if each < dataset.pixel_max]:
        scaled = divided(dataset, divisor)
        scales[scaled.name] = pixel_scale(scaled)("raw")
        base = TrainConfig(dataset=scaled.name, scaling="raw", iterations=size.iterations)
        configs = [
            replace(base, learning_rate=rate, seed=seed)
            for seed in range(size.seeds)
            for rate in geometric(size.rates)
        ]
        tables.append(trained(scaled, configs)[0])
    found = edge_slope(pd.concat(tables), "dataset", scales.__getitem__)
    print_heading("The dying edge against the pixel scale", f"Seeds at each: {size.seeds}.")
    rows = [[f"{edge.scale:.3g}", f"{edge.learning_rate:.2g}"] for edge in found.edges.itertuples()]
    print_table(["root mean square of the pixels", "dies from"], rows)
    print("- " + found.sentence("the pixel scale"))


def divided(dataset: Dataset, divisor: int) -> Dataset:
    """The same images, their pixels divided and rounded."""

    def less(pixels: np.ndarray) -> np.ndarray:
        return np.rint(pixels / divisor).astype(np.uint8)

    x_train, x_test = less(dataset.x_train), less(dataset.x_test)
    name = f"{dataset.name} / {divisor}"
    return replace(dataset, name=name, x_train=x_train, x_test=x_test)


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.maps", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small maps of digits, a minute long")
    size = QUICK if parser.parse_args().quick else FULL
    print("\n".join(f"- {line}" for line in describe()))
    dataset = load_dataset(size.dataset)
    maps = print_maps(dataset, size)
    print_agreement(dataset, maps, size)
    print_pixel_slope(dataset, size)


if __name__ == "__main__":
    main()
