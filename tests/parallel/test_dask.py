"""A sweep on a Dask cluster whose workers come and go, and whose scheduler does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bp.data import load_dataset
from bp.parallel.cluster import ClusterEngine
from bp.parallel.engine import Engine
from bp.parallel.held import HeldDataset
from bp.parallel.job import Job
from bp.search import Sweep
from bp.training import TrainConfig
from tests.parallel.engines import PATIENCE, engine_of, until

pytest.importorskip("distributed")
pytestmark = pytest.mark.processes

DIGITS = load_dataset("digits")
CONFIGS = [
    TrainConfig("digits", learning_rate=rate, scaling=scaling, hidden_size=16, iterations=400)
    for scaling in ("unit", "raw")
    for rate in np.geomspace(0.001, 10, 60).tolist()
]
ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and its workers, each a process of its own, as a user starts them."""

    def __init__(self, processes: ExitStack) -> None:
        self._processes = processes
        self.address = "tcp://127.0.0.1:0"
        self.scheduler = self.begin_scheduler()

    def begin_scheduler(self) -> subprocess.Popen[str]:
        """Start it, at the address that it had before, if any."""
        port = self.address.rpartition(":")[2]
        process = self._begin("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        assert process.stderr is not None
        for line in process.stderr:
            if "Scheduler at:" in line:
                self.address = line.split()[-1]
                return process
        raise AssertionError("The scheduler did not begin.")

    def begin_anew(self) -> None:
        """Kill the scheduler, which ends its workers; start another, and a worker for it."""
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler = self.begin_scheduler()
        self.begin_worker()

    def begin_worker(self) -> subprocess.Popen[str]:
        """Start one with one thread."""
        return self._begin(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"
        )

    def _begin(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "dask", *arguments]
        errors = subprocess.PIPE if arguments[0] == "scheduler" else subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, text=True
        )
        self._processes.enter_context(process)
        self._processes.callback(process.kill)
        return process


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with ExitStack() as processes:
        yield Cluster(processes)


def advance(engine: Engine, sweep: Sweep, meanwhile: Callable[[], object] = lambda: None) -> None:
    """A slice on all workers; `meanwhile` happens while it is under way."""
    sweep.share_data(engine.shared)
    job = Job(engine, sweep.advance_parts, sweep.parts, 50, speed=1_000)
    meanwhile()
    advanced = job.result()
    sweep.take(advanced.parts, advanced.records)


def finish(engine: Engine, sweep: Sweep) -> pd.DataFrame:
    while not sweep.finished:
        advance(engine, sweep)
    return sweep.table.drop(columns="seconds")


def test_no_run_is_lost_or_counted_twice_whatever_dies(cluster: Cluster, tmp_path: Path) -> None:
    first, second = cluster.begin_worker(), cluster.begin_worker()
    engine, sweep = ClusterEngine(cluster.address, patience=PATIENCE), Sweep(DIGITS, CONFIGS)
    try:
        engine.begin()
        until(lambda: engine.workers == 2)
        advance(engine, sweep)
        assert all(isinstance(stack.data, HeldDataset) for stack in sweep.parts)
        advance(engine, sweep, first.kill)
        until(lambda: engine.workers == 1)
        cluster.begin_worker()  # it joins late, when the data were sent long before
        until(lambda: engine.workers == 2)
        advance(engine, sweep, second.kill)
        while sweep.table.empty:
            advance(engine, sweep)  # on the third, which is alone
        assert len(sweep.table) < len(CONFIGS)
        advance(engine, sweep, cluster.begin_anew)
        on_the_cluster = finish(engine, sweep)
        assert engine.problem == ""
    finally:
        engine.close()
    assert list(on_the_cluster.index) == list(range(len(CONFIGS)))
    with engine_of(2, tmp_path) as processes:
        in_processes = finish(processes, Sweep(DIGITS, CONFIGS))
    pd.testing.assert_frame_equal(on_the_cluster, in_processes, check_exact=True)
