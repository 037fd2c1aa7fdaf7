"""The runs of a sweep on all cores: trained slice by slice, and saved as they end."""

import os
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from bp.command_line.progress import WIDTH, Progress
from bp.parallel.engine import Engine
from bp.parallel.job import Job
from bp.parallel.workers import InOneThread, process_pool
from bp.search.space import SpaceSweep
from bp.store import MapSaver, StoreError


def all_cores() -> Engine:
    """Worker processes, as many as there are processors, or BP_WORKERS; a thread where it is 0."""
    wanted, has_affinity = os.environ.get("BP_WORKERS", ""), hasattr(os, "sched_getaffinity")
    processors = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    workers = int(wanted) if wanted.isdecimal() else processors
    if not workers:
        return Engine(InOneThread, 1)
    scratch = Path(mkdtemp(prefix="bp-"))
    return Engine(partial(process_pool, workers, scratch), workers, scratch)


def train_all(work: SpaceSweep, saver: MapSaver, engine: Engine) -> None:
    """Train what is left of a sweep. A slice that is interrupted leaves it as it was before."""
    engine.begin()  # so that the time left is not that of starting processes
    progress, speed = SweepProgress(work), 0.0
    try:
        while not work.finished:
            work.share_data(engine.shared)
            done, end = work.progress
            job = Job(engine, work.advance_parts, work.parts, end - done, speed)
            advanced = job.result()
            work.take(advanced.parts, advanced.records)
            speed = (work.progress[0] - done) / max(advanced.seconds, 1e-9)
            progress.show(saver.problem or engine.problem)
            if saver.is_due:
                saver.try_to_save(work, "running")
    finally:
        progress.end()


def save(saver: MapSaver, work: SpaceSweep, status: str) -> None:
    """Save now; where that cannot be, wait until it can. Raises StoreError for the first time."""
    said = ""
    while not saver.try_to_save(work, status):
        if saver.saved is None:
            raise StoreError(saver.problem)
        if saver.problem != said:
            said = saver.problem
            print(f"{said} Trying again until it can; Ctrl-C gives up.", file=sys.stderr)
        time.sleep(1)


class SweepProgress(Progress):
    """How many runs are through, in one line that is written over."""

    def __init__(self, work: SpaceSweep) -> None:
        self._work = work
        self._began = time.monotonic()
        self._is_shown = sys.stderr.isatty()

    def _line(self) -> str:
        done, end = self._work.progress
        filled = WIDTH * done // end
        left = (time.monotonic() - self._began) * (end - done) / max(done, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        runs, of = self._work.runs_done, self._work.runs
        return f"{bar} {runs:,} of {of:,} runs  {left:,.0f} s left"
