"""A connection to a Dask scheduler, as an executor. Needs the package `distributed`."""

import logging
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any

from distributed import Client, Worker, WorkerPlugin

from bp.parallel.cluster import NotThereError
from bp.parallel.held import HeldDataset, content, hold_content

logger = logging.getLogger(__name__)


class ClusterExecutor(Executor):
    """Calls that run on the workers of the scheduler at `address`.

    Raises NotThereError where none answers there within `patience` seconds, or it has no worker by
    then.
    """

    def __init__(self, address: str, patience: float) -> None:
        try:
            self._client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:  # the second: it is no address at all
            raise NotThereError(f"no Dask scheduler answers at {address}") from error
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            self._client.close()
            raise NotThereError(f"the Dask scheduler at {address} has no worker") from error
        self._executor = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Queue a call. The scheduler, which holds no data, passes it on unopened."""
        future: Future[Any] = self._executor.submit(_call, pickle.dumps((fn, args, kwargs)))
        return future

    def hold(self, data: HeldDataset) -> None:
        """Send `data` to all workers once, and to each that joins later when it does."""
        self._client.register_plugin(Holding(data), f"data {data.key}")

    def count(self) -> int:
        """How many calls can run at a time; 0 where nothing answers."""
        try:
            return sum(self._client.nthreads().values())
        except Exception as error:  # the slices under way will find out what it is
            logger.warning("The workers of the cluster cannot be counted: %s", error)
            return 0

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Disconnect; what waits or runs is cancelled unless `wait`."""
        with suppress(Exception):  # there may be nothing left to disconnect from
            self._executor.shutdown(wait and not cancel_futures)
        with suppress(Exception):
            self._client.close()


class Holding(WorkerPlugin):
    """What the scheduler has every worker do before its first task: hold the data."""

    idempotent = True

    def __init__(self, data: HeldDataset) -> None:
        self.content = content(data)

    def setup(self, worker: Worker) -> None:  # noqa: ARG002  Dask gives it
        """Keep the data in this process."""
        hold_content(self.content)


def _call(pickled: bytes) -> Any:
    fn, args, kwargs = pickle.loads(pickled)
    return fn(*args, **kwargs)
