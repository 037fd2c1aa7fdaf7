"""A sweep on worker processes: how far it is, and how it ends by hand."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bp.command_line import INTERRUPTED
from bp.command_line.on_all_cores import SweepProgress
from bp.search.space import Space, SpaceSweep
from bp.store import list_maps, open_database
from tests.training.examples import BLOBS, config

ROOT = Path(__file__).parents[2]


@pytest.mark.processes
def test_interrupted_by_hand_on_all_cores() -> None:
    """Ctrl-C reaches a sweep on worker processes: it ends, and says how it can go on."""
    settings = ("--dataset", "digits", "--iterations", "600", "--json")
    varied = ("--learning-rate", "0.01..1 x 64", "--hidden-size", "2..33 x 32")
    database = open_database()
    process = subprocess.Popen(
        [sys.executable, "-m", "bp", "sweep", *settings, *varied],
        cwd=ROOT,
        env={**os.environ, "BP_WORKERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while not any(each.rows for each in list_maps(database)):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=300)
    finally:
        process.kill()
        process.wait()

    (listed,) = list_maps(database)
    assert (process.returncode, listed.status) == (INTERRUPTED, "paused")
    assert len(json.loads(out)) == listed.rows
    assert f"Stopped after {listed.rows:,} of " in said
    assert f"open map {listed.id} on the page Runs, and press Resume on Map." in said
    assert "Traceback" not in said


def test_its_progress_on_a_terminal() -> None:
    space = Space(config(), (("learning_rate", "0.01,0.1,1"), ("hidden_size", "4,8")), seeds=2)
    work = SpaceSweep(BLOBS, space)
    progress = SweepProgress(work)
    assert progress._line().startswith("░" * 24 + " 0 of 12 runs")
    while not work.finished:
        work.advance(60)
    assert progress._line() == "█" * 24 + " 12 of 12 runs  0 s left"
