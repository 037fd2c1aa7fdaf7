"""Slices on worker processes: the same as in the thread, whatever happens to the workers."""

import os
import pickle
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from pathlib import Path
from typing import Any

import pytest

from bp.data import load_dataset
from bp.data.mapped import MappedDataset
from bp.parallel import engine as engine_module
from bp.parallel.engine import Engine
from bp.parallel.job import Job, shares
from bp.parallel.workers import InOneThread
from bp.training import TrainConfig, Trainer
from tests.parallel.engines import (
    FOREVER,
    advance_on,
    engine_of,
    job_of,
    pids,
    trained_on,
)
from tests.training.examples import BLOBS, assert_same, config, trained

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


@pytest.mark.processes
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


def test_the_time_of_a_slice_is_that_of_all_its_shares(engine: Engine) -> None:
    """Two shares one after the other on each worker take as long as both, not as the slower."""
    trainer = Trainer(BLOBS, [config(iterations=FOREVER, seed=seed) for seed in range(16)])
    assert len(trainer.parts) >= 4
    job = Job(engine, trainer.advance_parts, trainer.parts, 300, speed=1_000)
    slices = [future.result() for future in job._futures]
    assert len(slices) == 2 * engine.workers
    assert job.result().seconds == sum(each.seconds for each in slices) / engine.workers


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


@pytest.mark.processes
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
