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
from bp.training.workers import InThisThread

LONGEST, SHORTEST = 0.15, 0.05  # seconds of a slice
ROUND = 0.3  # seconds in which every session should have its turn
TRIES = 3  # executors that may break in a row before processes are given up

logger = logging.getLogger(__name__)


class Engine:
    """An executor that is replaced when it breaks.

    `start` makes it, `workers` is how many slices it runs at a time, and `scratch` a folder for
    the files that its processes map. Where it cannot be made, slices run in the thread that asks
    for them, and `problem` says so.
    """

    def __init__(
        self, start: Callable[[], Executor], workers: int, scratch: Path | None = None
    ) -> None:
        self.workers = workers
        self.problem = ""
        self._start, self._scratch = start, scratch
        self._executor: Executor | None = None
        self._mapped: dict[Dataset, Dataset] = {}
        self._open = 0  # slices that wait or run
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
            return self._executor or InThisThread()

    @property
    def runs_ahead(self) -> bool:
        """Whether a slice is trained while the thread that asked for it does something else."""
        return not isinstance(self.executor, InThisThread)

    @property
    def free(self) -> int:
        """Workers without a slice."""
        return max(self.workers - self._open, 0)

    def begin(self) -> None:
        """Start the workers, so that the first slice need not wait for them."""
        _ = self.executor

    def slice_seconds(self) -> float:
        """How long a slice should be: shorter where many sessions wait for their turn."""
        return min(LONGEST, max(SHORTEST, ROUND * self.workers / (self._open + 1)))

    def submit(self, executor: Executor, task: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Queue a task on `executor`: first in, first out. Raises what the executor raises."""
        with self._lock:
            self._open += 1
        try:
            future = executor.submit(task, *given)
        except BaseException:
            self._close_one()
            raise
        future.add_done_callback(self._close_one)
        return future

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
        """End the workers; what is asked for afterwards runs in the thread that asks."""
        with self._lock:
            executor, self._executor = self._executor, InThisThread()
        if executor is not None:
            executor.shutdown()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _do_without(self, error: BaseException) -> None:
        logger.warning("There are no workers; training shares the server's threads: %s", error)
        self.problem = "no worker process can be started"
        self.workers, self._executor = 1, InThisThread()

    def _close_one(self, future: "Future[Any] | None" = None) -> None:
        with self._lock:
            self._open -= 1
            if future is not None and not future.cancelled() and future.exception() is None:
                self._broken = 0
