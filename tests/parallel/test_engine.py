"""Slices on worker processes: the same as in the thread, whatever happens to the workers."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from bp.data import load_dataset
from bp.data.mapped import MappedDataset
from bp.parallel import engine as engine_module
from bp.parallel.engine import Engine
from bp.parallel.job import shares
from bp.parallel.workers import InOneThread
from bp.training import TrainConfig, Trainer
from tests.parallel.engines import (
    FOREVER,
    advance_on,
    engine_of,
    is_alive,
    job_of,
    pids,
    trained_on,
    until,
)
from tests.training.examples import BLOBS, assert_same, config, trained

ROOT = Path(__file__).parents[2]
GROUPS = [
    config(iterations=2_000),
    config(iterations=2_000, learning_rate=1),
    config(iterations=2_000, hidden_size=3, activation="sigmoid"),
    config(iterations=2_000, targets="one-hot", batch_size=40, scaling="standard", seed=7),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(2, tmp_path_factory.mktemp("engine")) as engine:
        yield engine


# The same as in the thread


@pytest.mark.parametrize("speed", [0.0, 3_000.0], ids=["in one part", "on all workers"])
def test_slices_on_workers_are_the_whole_run(engine: Engine, speed: float) -> None:
    theirs = trained(*GROUPS)
    ours = trained_on(engine, Trainer(BLOBS, GROUPS), speed=speed)
    for one, other in zip(ours.histories, theirs.histories, strict=True):
        assert_same(one, other)


def test_real_digits_to_the_last_bit(engine: Engine) -> None:
    digits = load_dataset("digits")
    configs = [TrainConfig("digits", learning_rate=rate, iterations=300) for rate in (0.01, 0.1)]
    ours = trained_on(engine, Trainer(digits, configs))
    for one, other in zip(ours.histories, trained(*configs, dataset=digits).histories, strict=True):
        assert_same(one, other)


def test_a_slice_ends_with_its_time(engine: Engine) -> None:
    trainer = Trainer(BLOBS, [config(iterations=FOREVER)])
    advance_on(engine, trainer)
    assert 0 < trainer.iteration < FOREVER


def test_groups_stay_in_step_on_two_workers(engine: Engine) -> None:
    trainer = Trainer(BLOBS, [config(iterations=FOREVER), config(iterations=FOREVER, seed=1)])
    advance_on(engine, trainer, speed=1_000)
    assert [history.iteration for history in trainer.histories] == [trainer.iteration] * 2
    assert trainer.iteration == round(1_000 * engine_module.LONGEST)


def test_the_work_is_shared_out_evenly() -> None:
    sizes = (100, 10, 50, 40)
    stacks = Trainer(BLOBS, [config(hidden_size=size) for size in sizes]).parts
    assert shares(stacks, 2) == [[0], [2, 3, 1]]
    assert shares(stacks, 1) == [[0, 2, 3, 1]]
    assert shares(stacks[:1], 2) == [[0]]


# Data in files


def test_workers_map_the_data(engine: Engine) -> None:
    trainer = Trainer(BLOBS, [config(iterations=FOREVER)])
    advance_on(engine, trainer)
    data = trainer.parts[0].data
    assert isinstance(data, MappedDataset)
    assert len(pickle.dumps(data)) < 1_000 < BLOBS.x_train.nbytes
    assert pickle.loads(pickle.dumps(data)) is data
    advance_on(engine, trainer)
    assert trainer.parts[0].data is data


def test_without_room_for_files_each_worker_gets_the_data(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ours = Engine(InOneThread, 1, tmp_path / "file" / "no-folder")
    trainer = trained_on(ours, Trainer(BLOBS, [config()]))
    assert not isinstance(trainer.parts[0].data, MappedDataset)
    assert_same(trainer.histories[0], trained(config()).histories[0])


# When workers are lost


def test_a_killed_worker_costs_nothing_but_its_slice(tmp_path: Path) -> None:
    with engine_of(2, tmp_path / "scratch") as engine:
        trainer = Trainer(BLOBS, GROUPS)
        advance_on(engine, trainer)
        done, old = trainer.iteration, pids(engine)
        job = job_of(engine, trainer, 200)
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        advanced = job.result()
        trainer.take(advanced.parts, advanced.records)
        assert trainer.iteration > done
        assert not set(old) & set(pids(engine))
        trained_on(engine, trainer)
        assert engine.problem == ""
    for one, other in zip(trainer.histories, trained(*GROUPS).histories, strict=True):
        assert_same(one, other)


class Broken(Executor):
    """A pool that never keeps a worker."""

    def submit(self, *_: Any, **__: Any) -> Any:
        raise BrokenExecutor("a worker ended")


def test_where_no_worker_lives_it_trains_in_the_thread() -> None:
    engine = Engine(Broken, 2)
    trainer = trained_on(engine, Trainer(BLOBS, [config()]))
    assert_same(trainer.histories[0], trained(config()).histories[0])
    assert engine.problem


def test_where_no_process_can_be_started_it_trains_in_the_thread() -> None:
    def refused() -> Executor:
        raise PermissionError("Operation not permitted")

    engine = Engine(refused, 2)
    engine.begin()
    assert engine.problem
    trainer = trained_on(engine, Trainer(BLOBS, [config()]))
    assert_same(trainer.histories[0], trained(config()).histories[0])


def test_a_slice_in_the_thread_leaves_what_it_was_given() -> None:
    trainer = Trainer(BLOBS, [config()])
    advanced = job_of(Engine(InOneThread, 1), trainer, 20).result()
    assert trainer.iteration == 0  # the slice is done, and nobody has taken it yet
    trainer.take(advanced.parts, advanced.records)
    assert trainer.iteration == 20


# Many at a time


def test_sixteen_runs_do_not_starve_one(tmp_path: Path) -> None:
    large = [config(iterations=FOREVER, hidden_size=100, seed=seed) for seed in range(16)]
    with engine_of(1, tmp_path / "scratch") as engine:
        sessions = [Trainer(BLOBS, large), Trainer(BLOBS, [config(iterations=FOREVER)])]
        for trainer in sessions:
            advance_on(engine, trainer)
        jobs = [job_of(engine, trainer) for trainer in sessions]
        slices = [0, 0]
        while sum(slices) < 12:
            for place, trainer in enumerate(sessions):
                if jobs[place].is_done:
                    advanced = jobs[place].result()
                    trainer.take(advanced.parts, advanced.records)
                    slices[place] += 1
                    jobs[place] = job_of(engine, trainer)
        for job in jobs:
            job.result()
    assert abs(slices[0] - slices[1]) <= 1


def test_the_more_wait_the_shorter_a_slice() -> None:
    engine = Engine(InOneThread, 2)
    assert engine.slice_seconds(0) == engine_module.LONGEST
    engine._open = [Future() for _ in range(7)]
    eighth = engine.slice_seconds(0)
    engine._open = [Future() for _ in range(100)]
    assert engine_module.LONGEST > eighth > engine.slice_seconds(0) == engine_module.SHORTEST


def test_the_more_is_sent_the_longer_a_slice() -> None:
    engine = Engine(InOneThread, 2)
    one, sixteen, huge = (engine.slice_seconds(size) for size in (150_000, 2_400_000, 10**10))
    assert engine_module.LONGEST < one < sixteen < huge
    assert one < 0.16
    assert sixteen < 0.25  # four updates a second
    assert huge == engine_module.LONGEST + engine_module.MOST_FOR_BYTES


def test_a_slice_that_waits_makes_the_next_no_shorter(tmp_path: Path) -> None:
    """What counts is the time that the workers measured, not when somebody asked for it."""
    two = [config(iterations=FOREVER), config(iterations=FOREVER, seed=1)]
    trainer, other = Trainer(BLOBS, two), Trainer(BLOBS, [config(iterations=FOREVER)])
    with engine_of(1, tmp_path / "scratch") as engine:
        advance_on(engine, trainer)  # the worker is ready
        behind = [job_of(engine, other) for _ in range(10)]
        advanced = job_of(engine, trainer).result()
        for job in behind:
            job.result()
    assert advanced.seconds < 2 * engine_module.SHORTEST


# When it ends


def test_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    with engine_of(2, tmp_path / "scratch") as engine:
        trainer = Trainer(BLOBS, [config(iterations=FOREVER)])
        advance_on(engine, trainer)
        workers = pids(engine)
        assert (tmp_path / "scratch").exists()
    until(lambda: not any(map(is_alive, workers)))
    assert not (tmp_path / "scratch").exists()
    advance_on(engine, trainer)  # what is asked for afterwards still trains


SERVER = """
import sys, time
from pathlib import Path
from tests.parallel.engines import advance_on, engine_of, pids
from tests.training.examples import BLOBS, config
from bp.training import Trainer
with engine_of(2, Path(sys.argv[1])) as engine:
    trainer = Trainer(BLOBS, [config(iterations=1_000_000)])
    advance_on(engine, trainer)
    print(*pids(engine), flush=True)
    while True:
        advance_on(engine, trainer)
"""


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    command = [sys.executable, "-c", SERVER, str(scratch)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        workers = [int(pid) for pid in server.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(is_alive, workers))
        assert scratch.exists()
        server.kill()
    until(lambda: not any(map(is_alive, workers)))
    until(lambda: not scratch.exists())
