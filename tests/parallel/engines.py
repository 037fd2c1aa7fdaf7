"""What the engine's tests share: engines of every kind, and trainings that go through them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bp.parallel.engine import Engine
from bp.parallel.job import Job
from bp.parallel.workers import process_pool
from bp.training import Trainer

PATIENCE = 120  # seconds; other tests may have the processors
FOREVER = 1_000_000  # iterations


@contextmanager
def engine_of(workers: int, scratch: Path) -> Iterator[Engine]:
    """An engine on processes of its own, which has ended when the block has."""
    engine = Engine(partial(process_pool, workers, scratch), workers, scratch)
    try:
        engine.begin()
        yield engine
    finally:
        engine.close()


def job_of(engine: Engine, trainer: Trainer, iterations: int = FOREVER, speed: float = 0.0) -> Job:
    """The next slice of a training, of so many iterations at the most."""
    trainer.share_data(engine.shared)
    return Job(engine, trainer.advance_parts, trainer.parts, iterations, speed)


def advance_on(engine: Engine, trainer: Trainer, *, speed: float = 0.0) -> None:
    """One slice."""
    advanced = job_of(engine, trainer, trainer.iterations - trainer.iteration, speed).result()
    trainer.take(advanced.parts, advanced.records)


def trained_on(engine: Engine, trainer: Trainer, *, speed: float = 0.0) -> Trainer:
    """Slice by slice to the end."""
    while not trainer.finished:
        advance_on(engine, trainer, speed=speed)
    return trainer


def pids(engine: Engine) -> list[int]:
    """The worker processes of an engine."""
    processes: dict[int, Any] = engine.executor._processes  # type: ignore[attr-defined]
    return list(processes)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z" and os.path.exists(f"/proc/{pid}")


def until(condition: Callable[[], bool]) -> None:
    """Wait for a state."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
