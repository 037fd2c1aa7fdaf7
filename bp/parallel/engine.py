"""Where slices of training run: on worker processes that all sessions share.

A slice is a pure function: the state of a training goes in, its new state and what it recorded
come out. So a slice whose worker was killed is simply done again, and nothing is lost.
"""

import logging
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from threading import Lock
from typing import Any

from bp.data import Dataset
from bp.data.mapped import MappedDataset, store_mapped
from bp.parallel.workers import InOneThread

LONGEST, SHORTEST = 0.15, 0.05  # seconds of a slice
SECONDS_A_BYTE = 20e-9  # more for each byte of state: to send it takes an eighth of that
MOST_FOR_BYTES = 1.0  # seconds
ROUND = 0.3  # seconds in which every session should have its turn
TRIES = 3  # executors that may break in a row before processes are given up

logger = logging.getLogger(__name__)


class Engine:
    """An executor that is replaced when it breaks.

    `start` makes it, `workers` is how many slices it runs at a time, and `scratch` a folder for
    the files that its processes map. Where it cannot be made, slices run in a thread of this
    process, and `problem` says so.
    """

    def __init__(
        self, start: Callable[[], Executor], workers: int, scratch: Path | None = None
    ) -> None:
        self.problem = ""
        self._start, self._workers, self._scratch = start, workers, scratch
        self._executor: Executor | None = None
        self._mapped: dict[Dataset, Dataset] = {}
        self.closed = False
        self._open: list[Future[Any]] = []  # slices that wait or run, and some that are done
        self._broken = 0  # executors that broke since the last slice that came back
        self._lock = Lock()

    @property
    def executor(self) -> Executor:
        """The executor in use, started if need be."""
        with self._lock:
            if self._executor is None:
                try:
                    self._executor = self._start()
                except Exception as error:  # no permission, no package, no such cluster
                    self._do_without(error)
            assert self._executor is not None
            return self._executor

    @property
    def workers(self) -> int:
        """How many slices run at a time."""
        return self._workers

    @property
    def free(self) -> int:
        """Workers without a slice."""
        return max(self.workers - self.waiting, 0)

    @property
    def waiting(self) -> int:
        """Slices that wait or run."""
        with self._lock:
            self._open = [future for future in self._open if not future.done()]
            return len(self._open)

    def begin(self) -> None:
        """Start the workers, so that the first slice need not wait for them."""
        _ = self.executor

    def slice_seconds(self, nbytes: int) -> float:
        """How long a slice of stacks of this size should be.

        Longer where much is sent to and fro, shorter where many sessions wait for their turn.
        """
        turn = ROUND * self.workers / (self.waiting + 1)
        return min(LONGEST, max(SHORTEST, turn)) + min(nbytes * SECONDS_A_BYTE, MOST_FOR_BYTES)

    def submit(self, executor: Executor, task: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Queue a task on `executor`: first in, first out. Raises what the executor raises."""
        future = executor.submit(task, *given)
        with self._lock:
            self._open.append(future)
        return future

    def works(self) -> None:
        """Take down that a slice came back."""
        self._broken = 0

    def replace(self, broken: Executor, error: BaseException) -> None:
        """Have another executor started in place of `broken`, unless somebody has seen to it."""
        with self._lock:
            if broken is not self._executor:
                return
            logger.warning("The workers are started anew: %s", error)
            self._executor = None
            self._broken += 1
            if self._broken >= TRIES:
                self._do_without(error)
        broken.shutdown(wait=False)

    def shared(self, data: Dataset) -> Dataset:
        """`data` in files that all workers map; as it is, where there is no room for them."""
        with self._lock:
            if self._scratch is None or isinstance(data, MappedDataset):
                return data
            if data not in self._mapped:
                folder = self._scratch / f"{data.name}-{len(self._mapped)}"
                try:
                    self._mapped[data] = store_mapped(data, folder)
                except OSError as error:  # then each worker loads its own
                    logger.warning("The workers do not share %s: %s", data.name, error)
                    shutil.rmtree(folder, ignore_errors=True)
                    self._mapped[data] = data
            return self._mapped[data]

    def close(self) -> None:
        """End the workers; what is asked for afterwards runs in a thread of this process."""
        with self._lock:
            self.closed = True
            executor, self._executor = self._executor, InOneThread()
        if executor is not None:
            executor.shutdown()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _do_without(self, error: BaseException) -> None:
        logger.warning("There are no workers; training shares the server's threads: %s", error)
        self.problem = self._why_without(error)
        self._workers, self._executor = 1, InOneThread()

    def _why_without(self, _error: BaseException) -> str:
        return "no worker process can be started"
