"""When it ends: neither processes nor files are left behind."""

import subprocess
import sys
from pathlib import Path

from bp.training import Trainer
from tests.parallel.engines import (
    FOREVER,
    advance_on,
    engine_of,
    is_alive,
    pids,
    until,
)
from tests.training.examples import BLOBS, config


def test_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    with engine_of(2, tmp_path / "scratch") as engine:
        trainer = Trainer(BLOBS, [config(iterations=FOREVER)])
        advance_on(engine, trainer)
        workers = pids(engine)
        assert (tmp_path / "scratch").exists()
    until(lambda: not any(map(is_alive, workers)))
    assert not (tmp_path / "scratch").exists()
    advance_on(engine, trainer)  # what is asked for afterwards still trains


ROOT = Path(__file__).parents[2]

SERVER = """
import sys, time
from pathlib import Path
from tests.parallel.engines import advance_on, engine_of, pids
from tests.training.examples import BLOBS, config
from bp.training import Trainer
with engine_of(2, Path(sys.argv[1])) as engine:
    trainer = Trainer(BLOBS, [config(iterations=1_000_000)])
    advance_on(engine, trainer)
    print(*pids(engine), flush=True)
    while True:
        advance_on(engine, trainer)
"""


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    command = [sys.executable, "-c", SERVER, str(scratch)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        workers = [int(pid) for pid in server.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(is_alive, workers))
        assert scratch.exists()
        server.kill()
    until(lambda: not any(map(is_alive, workers)))
    until(lambda: not scratch.exists())
