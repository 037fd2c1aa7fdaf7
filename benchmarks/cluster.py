"""`python -m benchmarks --only cluster`: a map on a Dask cluster of this machine."""

import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.effort import Effort
from benchmarks.markdown import print_heading, print_table
from benchmarks.ratios import alternate
from bp.data import load_dataset
from bp.parallel.cluster import ClusterEngine
from bp.parallel.engine import Engine
from bp.parallel.held import content
from bp.parallel.job import Job
from bp.parallel.workers import process_pool
from bp.search import Sweep
from bp.search.rounds import LARGE_STACK, STACKS_A_WORKER
from bp.training import TrainConfig

RUNS, ITERATIONS = 64, 100
TASKS, TRIES = 16, 5  # that are sent at once, and how often
MANY = (1, 2, 10, 30, 100)  # workers for which the time is estimated
PAYS = 0.1  # of a task's work: as much may be lost on its way
ONE, TWO, PROCESSES = "Dask, 1 worker", "Dask, 2 workers", "2 processes without Dask"


def print_cluster(effort: Effort) -> None:
    """One worker and two, in turns; what a task costs; and what that makes of many workers."""
    rounds = 2 * effort.rounds  # short ones: some of them have the machine to themselves
    print_heading(
        "A map on a Dask cluster",
        f"{RUNS} learning rates on mnist-5k, 784-50-10, batch 100, {ITERATIONS} iterations; the",
        f"scheduler, its workers and this process share one machine. The fastest of {rounds}",
        "alternating rounds after one to warm up.",
    )
    with engines() as by_name:
        turns = {name: partial(draw, engine) for name, engine in by_name.items()}
        times = alternate(turns, rounds)
        least = {name: min(seconds) for name, seconds in times.items()}
        rows = [[name, f"{least[name]:.1f}", f"{least[ONE] / least[name]:.2f}"] for name in least]
        print_table(["where", "seconds", "times as fast as one worker"], rows)
        print_arithmetic(by_name[TWO])


@contextmanager
def engines() -> Iterator[dict[str, Engine]]:
    """On a cluster of one worker, on a cluster of two, and on as many processes."""
    from distributed import LocalCluster  # needed here alone

    options = {"threads_per_worker": 1, "dashboard_address": ":0"}
    with (
        LocalCluster(n_workers=1, **options) as one,
        LocalCluster(n_workers=2, **options) as two,
        TemporaryDirectory() as folder,
    ):
        scratch = Path(folder) / "data"
        found = {
            ONE: ClusterEngine(one.scheduler_address),
            TWO: ClusterEngine(two.scheduler_address),
            PROCESSES: Engine(partial(process_pool, 2, scratch), 2, scratch),
        }
        try:
            for engine in found.values():
                engine.begin()
            yield found
        finally:
            for engine in found.values():
                engine.close()


def sweep() -> Sweep:
    rates = np.geomspace(0.001, 0.5, RUNS).tolist()
    return Sweep(
        load_dataset("mnist-5k"),
        [TrainConfig(learning_rate=rate, iterations=ITERATIONS) for rate in rates],
    )


def draw(engine: Engine) -> None:
    """Train all runs of the map, slice by slice, as the app does."""
    work, speed = sweep(), 0.0
    while not work.finished:
        work.share_data(engine.shared)
        before, total = work.progress
        advanced = Job(engine, work.advance_parts, work.parts, total - before, speed).result()
        work.take(advanced.parts, advanced.records)
        speed = (work.progress[0] - before) / advanced.seconds


def print_arithmetic(engine: Engine) -> None:
    """What is sent, what a task costs, and what that makes of more workers."""
    work = sweep()
    work.share_data(engine.shared)
    stack = work.parts[0]
    data, state = len(pickle.dumps(content(stack.data))), len(pickle.dumps(stack))
    empty, cost = task_seconds(engine, None), task_seconds(engine, stack)
    print(
        f"- The data, sent to each worker once: {data / 1e6:.1f} MB.\n"
        f"- The state of a stack of {RUNS // len(work.parts)} runs, sent with each task and back: "
        f"{state / 1e6:.1f} MB.\n"
        f"- A task costs {empty * 1e3:.0f} ms without a state and {cost * 1e3:.0f} ms with it "
        f"({TASKS} at once, the fastest of {TRIES} times); all pass through one scheduler.\n"
        f"- So with W workers a task pays, its cost below {PAYS:.0%}, from W × {cost / PAYS:.2g} s "
        "of training on.\n"
    )
    rows = []
    for workers in MANY:
        stacks = STACKS_A_WORKER * workers
        seconds = engine.slice_seconds(stacks * stack.nbytes)
        times = workers * seconds / (seconds + stacks * cost)
        rows.append([workers, stacks * LARGE_STACK, f"{seconds:.1f}", f"{stacks * cost:.1f}",
                     f"{times:.1f}"])  # fmt: skip
    header = ["workers", "runs at a time", "seconds of a slice", "to send it and back, in turn",
              "times as fast as one that sends nothing"]  # fmt: skip
    print_table(header, rows)


def task_seconds(engine: Engine, given: Any) -> float:
    """What a task costs that does nothing but come back with what it was given."""
    times = []
    for _ in range(TRIES):
        started = time.perf_counter()
        for future in [engine.executor.submit(_same, given) for _ in range(TASKS)]:
            future.result()
        times.append((time.perf_counter() - started) / TASKS)
    return min(times)


def _same(given: Any) -> Any:
    return given
