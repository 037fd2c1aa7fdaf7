"""Many sessions at a time: each has its turn, and no slice is cut short by waiting."""

import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from bp.parallel import engine as engine_module
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from bp.training import Trainer
from tests.parallel.engines import (
    FOREVER,
    advance_on,
    engine_of,
    job_of,
)
from tests.training.examples import BLOBS, config


@pytest.mark.processes
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
        submitted = time.perf_counter()
        behind = [job_of(engine, other) for _ in range(10)]
        advanced = job_of(engine, trainer).result()
        waited = time.perf_counter() - submitted
        for job in behind:
            job.result()
    assert advanced.seconds < waited / 3  # a tenth, and room for a machine that is busy
