"""How much memory a process has, and those that it started (Linux)."""

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.in_app.machine.processes import PROC, descendants, running

MB = 1024  # kB


@dataclass(frozen=True)
class Memory:
    """What a process has resident, in MB."""

    pid: int
    name: str
    rss: float
    pss: float  # shared pages counted in part; nan where the system does not say

    def __str__(self) -> str:
        return f"{self.name} {self.rss:.0f} MB, {self.pss:.0f} of its own share"


def memory_of(pid: int) -> Memory:
    """What this process has resident now."""
    status = (PROC / str(pid) / "status").read_text()
    return Memory(pid, _name(pid), _megabytes(status, "VmRSS"), _pss(pid))


def workers_of(pid: int) -> list[Memory]:
    """The processes that it started, and theirs."""
    return [memory_of(child) for child in descendants(pid, running())]


def _name(pid: int) -> str:
    command = (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    for part in ("resource_tracker", "forkserver", "spawn_main", "streamlit", "renderer"):
        if part in command:
            return part
    return Path(command.split("\0")[0]).name


def _pss(pid: int) -> float:
    try:
        return _megabytes((PROC / str(pid) / "smaps_rollup").read_text(), "Pss")
    except OSError:
        return float("nan")


def _megabytes(text: str, field: str) -> float:
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / MB if found else float("nan")
