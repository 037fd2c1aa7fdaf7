"""The processes in which slices run, and what stands in where there are none."""

import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from bp.parallel.memory import MappingPool
from bp.parallel.sliced import Advance

LARGE = 24 * 2**20  # bytes; glibc learns from blocks of up to 32 MiB


class Slice(NamedTuple):
    """Parts after a slice, what was recorded of each, and the seconds that it took."""

    parts: list[Any]
    records: list[Any]
    seconds: float


def run_slice(advance: Advance, parts: list[Any], units: int, seconds: float) -> Slice:
    """Advance `parts` by so many units, or until the time is up.

    A pure function of what it is given, apart from the clock: it may run anywhere.
    """
    settle()
    started = time.perf_counter()
    records = advance(parts, units, seconds)
    return Slice(parts, records, time.perf_counter() - started)


@lru_cache(maxsize=1)
def settle() -> None:
    """Make this process train at full speed from its first slice on.

    One BLAS thread: two processes with two threads each were 50 times slower on two cores. And
    glibc returns every large block to the system, to take it again page by page, until it has
    once seen a block of that size given back.
    """
    threadpool_limits(limits=1, user_api="blas")
    np.empty(LARGE, np.uint8)


def process_pool(workers: int, scratch: Path | None) -> MappingPool:
    """Return a pool of worker processes that ends with this process, however that ends.

    The last thing that an orphaned worker does is to remove the folder `scratch`, if any.
    """
    pool = MappingPool(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(scratch,)
    )
    with no_main_module():
        for _ in range(workers):
            pool.submit(settle)  # a pool starts a process where a task finds all others busy
        with pool._shutdown_lock:
            while len(pool._processes) < workers:  # where one was done before the next was asked
                pool._spawn_process()  # type: ignore[attr-defined]
    _break_with_any(pool)
    pool.try_memory()
    return pool


def _break_with_any(pool: ProcessPoolExecutor) -> None:
    """Have the pool break when a worker is lost, in whatever it was doing.

    A worker that is killed while it sends what came of a slice leaves a part of it in the pipe that
    all share, and the pool waits for the rest as long as anybody holds the pipe open for writing.
    So nobody may: this process closes that end of it, and no worker outlives another.
    """
    pool._result_queue._writer.close()  # type: ignore[attr-defined]
    processes = list(pool._processes.values())

    def end_together() -> None:
        wait([process.sentinel for process in processes])
        for process in processes:
            process.kill()

    Thread(target=end_together, daemon=True).start()


@contextmanager
def no_main_module() -> Iterator[None]:
    """Start processes that do not import the program which starts them.

    A spawned process does so for the sake of what is pickled from there. Here nothing is, and the
    program is Streamlit: importing it took a worker 0.4 s and 25 MB.
    """
    main, none = sys.modules["__main__"], ModuleType("__main__")
    sys.modules["__main__"] = none
    try:
        yield
    finally:
        if sys.modules["__main__"] is none:  # Streamlit sets its own with each run of a script
            sys.modules["__main__"] = main


def _begin(scratch: Path | None) -> None:
    import_module("bp.training")  # now, rather than when the first slice is waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()


def _end_with_parent(scratch: Path | None) -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(1)


class InOneThread(ThreadPoolExecutor):
    """For where no process can be started: a thread of this one, first in, first out.

    More threads would only take the interpreter from each other.
    """

    def __init__(self) -> None:
        super().__init__(1, "slices")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Queue a call; what is given stays as it is, as with a process."""
        return super().submit(fn, *pickle.loads(pickle.dumps(args)), **kwargs)
