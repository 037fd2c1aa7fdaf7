"""The workers of a Dask cluster, in place of processes of this machine."""

import time
from threading import Lock, Thread
from typing import TYPE_CHECKING

from bp.data import Dataset
from bp.parallel.engine import Engine
from bp.parallel.held import HeldDataset, hold

if TYPE_CHECKING:
    from bp.parallel.cluster_executor import ClusterExecutor

PATIENCE = 10.0  # seconds for a scheduler to answer, and for its first worker
COUNTED = 1.0  # seconds for which a count of the workers holds
SECONDS_A_BYTE = 60e-9  # of state, which goes through the scheduler both ways
MOST_FOR_BYTES = 5.0  # seconds


class NotThereError(Exception):
    """No scheduler answers, or one that has no worker; the text says which."""


class ClusterEngine(Engine):
    """An engine whose slices run on the workers of the Dask scheduler at `address`.

    Workers may come and go. A connection that is lost is made anew; where nothing answers for
    `patience` seconds, slices run in a thread of this process, and `problem` says so.
    """

    def __init__(self, address: str, patience: float | None = None) -> None:
        super().__init__(self._connect, workers=1)
        self.address, self.patience = address, patience or PATIENCE
        self._held: dict[Dataset, HeldDataset] = {}
        self._holding = Lock()
        self._connected: ClusterExecutor | None = None
        self._counted = 0.0  # when the workers were counted last

    @property
    def workers(self) -> int:
        """How many slices run at a time, on the workers that are there now."""
        if self._connected is None or self._executor is not self._connected:
            return 1
        if time.monotonic() - self._counted > COUNTED:
            self._counted = time.monotonic()
            self._workers = self._connected.count() or self._workers
        return self._workers

    def begin(self) -> None:
        """Connect, while the caller goes on: nobody may answer for a while."""
        Thread(target=super().begin, name="cluster", daemon=True).start()

    def slice_seconds(self, nbytes: int) -> float:
        """How long a slice of stacks of this size should be: longer, as they travel farther."""
        return super().slice_seconds(0) + min(nbytes * SECONDS_A_BYTE, MOST_FOR_BYTES)

    def shared(self, data: Dataset) -> Dataset:
        """`data` as every worker holds it, those that join later, too."""
        if isinstance(data, HeldDataset):
            return data
        with self._holding:
            if data not in self._held:
                self._held[data] = hold(data)
                executor = self.executor
                try:
                    if executor is self._connected:
                        self._connected.hold(self._held[data])
                except Exception as error:  # the next connection begins with all that is held
                    self.replace(executor, error)
            return self._held[data]

    def _connect(self) -> "ClusterExecutor":
        from bp.parallel.cluster_executor import ClusterExecutor  # needs the package distributed

        self._connected = ClusterExecutor(self.address, self.patience)
        for held in list(self._held.values()):
            self._connected.hold(held)
        self._workers, self._counted = self._connected.count() or 1, time.monotonic()
        return self._connected

    def _why_without(self, error: BaseException) -> str:
        if isinstance(error, ModuleNotFoundError) and error.name == "distributed":
            return "a Dask cluster needs the package distributed, which is not installed"
        if isinstance(error, NotThereError):
            return str(error)
        first_line = str(error).strip().partition("\n")[0] or type(error).__name__
        return f"the Dask cluster at {self.address} failed ({first_line})"
