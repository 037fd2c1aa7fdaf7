"""The processes of this machine: who started whom, and how long each has computed (Linux)."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")  # of the kernel's clock, in a second


@dataclass(frozen=True)
class Process:
    """A process that runs now."""

    parent: int
    computed: float  # seconds of a processor, its threads together


def running() -> dict[int, Process]:
    """All that run now, by their pid."""
    found = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        ticks = int(after_name[11]) + int(after_name[12])  # its own, and the kernel's for it
        found[int(stat.parent.name)] = Process(int(after_name[1]), ticks / TICKS)
    return found


def descendants(pid: int, among: Mapping[int, Process]) -> Iterator[int]:
    """The processes that it started, and theirs."""
    for child, process in among.items():
        if process.parent == pid:
            yield child
            yield from descendants(child, among)
