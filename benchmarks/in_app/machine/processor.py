"""Where the processors' time goes while the app is looked at."""

import os
import time
from collections.abc import Mapping

from benchmarks.in_app.machine.processes import Process, descendants, running
from benchmarks.in_app.server import Server


class Processor:
    """A clock that is started when it is made, and read once."""

    def __init__(self, server: Server) -> None:
        self._server = server.process.pid
        self._started, self._before = time.perf_counter(), running()

    def used(self) -> str:
        """Seconds of a processor in each second since it was started, in words.

        What others use is no part of the app: where it is much, the machine was not quiet.
        """
        now, seconds = running(), time.perf_counter() - self._started
        workers = set(descendants(self._server, now))
        browser = set(descendants(os.getpid(), now)) - workers - {self._server}
        parts = {"server": {self._server}, "workers": workers, "browser": browser}
        parts["others"] = set(now) - set().union(*parts.values()) - {os.getpid()}
        return ", ".join(
            f"{name} {computed(pids, self._before, now) / seconds:.2f}"
            for name, pids in parts.items()
        )


def computed(pids: set[int], before: Mapping[int, Process], now: Mapping[int, Process]) -> float:
    """Seconds of a processor that these have used since; one that is new began with none."""
    started = {pid: process.computed for pid, process in before.items()}
    return sum(now[pid].computed - started.get(pid, 0) for pid in pids)
