"""How much memory a process has, and those that it started (Linux)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
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
    return [memory_of(child) for child in _descendants(pid)]


def _descendants(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _descendants(child)


def _children(pid: int) -> list[int]:
    children = []
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if int(after_name[1]) == pid:
            children.append(int(stat.parent.name))
    return children


def _name(pid: int) -> str:
    command = (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    for part in ("resource_tracker", "forkserver", "spawn_main", "streamlit"):
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
