"""What the machine can do at this moment: the trainer alone, in fresh processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.in_app.workload import ONE, Workload

SCRIPT = Path(__file__).parent / "headless.py"
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def headless_speed(app: Path, work: Workload = ONE, *, seconds: float, processes: int = 1) -> float:
    """Iterations a second that so many processes do together, each with one BLAS thread."""
    with _started(app, work, seconds, processes) as running:
        return sum(float(process.communicate(timeout=seconds + 60)[0]) for process in running)


@contextmanager
def _started(
    app: Path, work: Workload, seconds: float, processes: int
) -> Iterator[list[subprocess.Popen[str]]]:
    rates = ",".join(map(str, work.rates))
    running: list[subprocess.Popen[str]] = []
    try:
        for _ in range(processes):
            running.append(
                subprocess.Popen(
                    [sys.executable, str(SCRIPT), str(seconds), rates, str(work.seeds)],
                    cwd=app,
                    env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(app)},
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait(10)
