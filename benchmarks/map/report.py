"""`python -m benchmarks --only map`: the time of a run in a map."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Protocol

import numpy as np
from sklearn.utils.parallel import Parallel

from benchmarks.effort import Effort
from benchmarks.machine import CORES
from benchmarks.map.contestants import OurMap, ScikitLearnMap, our_losses
from benchmarks.map.workload import Array, Workload
from benchmarks.markdown import judged, print_heading, print_table
from benchmarks.peers.same_losses import SAME, DifferentLosses
from benchmarks.ratios import alternate
from bp.data import load_dataset
from bp.parallel.workers import process_pool

CHECKED = 50  # iterations
AHEAD_OF = {"JAX": 1.0, "scikit-learn": 10.0}  # times as fast a run at least


def print_maps(effort: Effort) -> None:
    """Two maps, each drawn by everyone; the losses are compared first."""
    print_heading(
        "Maps of many runs",
        "Plain gradient descent from the same weights on the same batches; everyone evaluates",
        "accuracy, loss and dead units on 1,000 training images and all test images, equally",
        "often. Ours gives a verdict, too, and leaves runs that are hopeless. scikit-learn trains",
        "eight of the runs. Microseconds of a run and iteration: the fastest of",
        f"{effort.rounds} alternating rounds after one to warm up.",
    )
    workloads = [
        Workload(load_dataset("mnist-5k"), 32, 50, 100, 600),
        Workload(load_dataset("digits"), 256, 32, 32, 200),
    ]
    with process_pool(CORES, None) as executor, Parallel(CORES) as parallel:
        for work in workloads:
            _print_map(work, effort, executor, parallel)


def _print_map(work: Workload, effort: Effort, executor: Executor, parallel: Parallel) -> None:
    ours, theirs = OurMap(work, executor), ScikitLearnMap(work, parallel)
    contestants: dict[str, tuple[Callable[[], object], int]] = {
        ours.name: (ours, work.runs),
        theirs.name: (theirs, len(theirs.rates)),
    }
    print_heading(work.name)
    for jax in _jax(work):
        _check(work, jax()[0])
        contestants[jax.name] = jax, work.runs
    times = alternate({name: run for name, (run, _) in contestants.items()}, effort.rounds)
    each = {
        name: min(times[name]) / runs / work.iterations * 1e6
        for name, (_, runs) in contestants.items()
    }
    rows = [
        [name, f"{micro:.1f}", _ratio(name, micro / each[ours.name])]
        for name, micro in each.items()
    ]
    missing = [] if len(contestants) == 3 else [["JAX", "not installed", "–"]]
    print_table(["contestant", "µs a run and iteration", "ours is so many times as fast"],
                rows + missing)  # fmt: skip


class Drawing(Protocol):
    """A contestant that tells its losses."""

    name: str

    def __call__(self) -> tuple[Array, Array]: ...


def _jax(work: Workload) -> Iterator[Drawing]:
    try:
        from benchmarks.peers.jax_map import JaxMap  # only where jax is installed
    except ModuleNotFoundError as error:
        if error.name != "jax":
            raise
    else:
        yield JaxMap(work)


def _check(work: Workload, theirs: Array) -> None:
    """Print how far the losses part; raise DifferentLosses where it is too far."""
    difference = float(np.max(np.abs(theirs[:CHECKED] / our_losses(work, CHECKED) - 1)))
    print(f"Losses of the first {CHECKED} iterations, the largest difference: {difference:.1e}\n")
    if not difference <= SAME:
        raise DifferentLosses(f"JAX does not have the same losses as ours: {difference:.1e}.")


def _ratio(name: str, ratio: float) -> str:
    least = next((times for peer, times in AHEAD_OF.items() if name.startswith(peer)), None)
    return f"{ratio:.2f} (≥ {least:g}: {judged(ratio >= least)})" if least else "–"
