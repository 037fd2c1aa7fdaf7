"""`python -m benchmarks [mnist.npz]`: the trainer's speed, as Markdown tables."""

import argparse
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.boundary import print_boundary
from benchmarks.cluster import print_cluster
from benchmarks.cost.floor import print_floor
from benchmarks.cost.grid import print_grid
from benchmarks.cost.growth import print_growth
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.machine import describe
from benchmarks.map.halving import print_halving
from benchmarks.map.report import print_maps
from benchmarks.peers.same_losses import DifferentLosses
from benchmarks.speed import print_speed
from bp.data import Dataset, load_dataset
from bp.data.mnist_file import read_mnist

SECTIONS: dict[str, Callable[[Dataset, Effort], None]] = {
    "speed": print_speed,
    "products": print_floor,
    "grid": print_grid,
    "growth": print_growth,
}
ON_SMALL_DATA: dict[str, Callable[[Effort], None]] = {
    "map": print_maps,
    "halving": print_halving,
    "boundary": print_boundary,
    "cluster": print_cluster,
}


@cache
def mnist(file: Path | None) -> Dataset:
    return read_mnist(file) if file else load_dataset("mnist")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("mnist", nargs="?", type=Path, help="mnist.npz, if not in the data folder")
    names = [*SECTIONS, *ON_SMALL_DATA]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--quick", action="store_true", help="rough figures within two minutes")
    given = parser.parse_args(arguments)
    effort = QUICK if given.quick else FULL
    print("\n".join(f"- {line}" for line in describe()))
    try:
        for name in [name for name in SECTIONS if name in given.only]:
            SECTIONS[name](mnist(given.mnist), effort)
        for name in [name for name in ON_SMALL_DATA if name in given.only]:
            ON_SMALL_DATA[name](effort)
    except DifferentLosses as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
