"""The script that measures the app: shares of the headless speed, and who uses the processors."""

import asyncio
import shutil
import subprocess
import sys

import pytest

from benchmarks.in_app.__main__ import ROOT
from benchmarks.in_app.machine.capacity import headless_speed
from benchmarks.in_app.machine.processes import Process, descendants, running
from benchmarks.in_app.machine.processor import computed
from benchmarks.in_app.measures import saving
from benchmarks.in_app.progress import speed
from benchmarks.in_app.share import shares
from benchmarks.in_app.visitors.headed import headed_chromium
from benchmarks.in_app.visitors.timers import Timers
from benchmarks.in_app.workload import EIGHTY, FIVE, ONE, SIXTEEN, Workload
from bp.app.live import work as work_module
from bp.app.live.keeper import Keeper
from bp.app.live.training import LiveTraining
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from bp.training import TrainConfig
from bp.training.variations import parse_values, varied_configs

BUSY = """
import time
while time.process_time() < 0.3: pass
print(flush=True)
input()
"""


def test_each_speed_is_held_against_its_neighbours() -> None:
    told = iter([100.0, 45.0, 80.0, 30.0, 40.0])
    first, second = shares(lambda: next(told), [lambda: next(told)] * 2)
    assert (first.before, first.speed, first.after) == (100, 45, 80)
    assert first.value == 0.5
    assert (second.before, second.speed, second.after) == (80, 30, 40)
    assert second.value == 0.5


def test_nothing_that_moved_is_no_speed() -> None:
    assert speed([]) == 0
    assert speed([(1.0, "5 of 9 iterations")]) == 0


@pytest.mark.parametrize(("work", "runs"), [(FIVE, 5), (SIXTEEN, 16), (EIGHTY, 80)])
def test_the_page_reads_the_rates_that_are_meant(work: Workload, runs: int) -> None:
    values = parse_values("learning_rate", work.settings["values_learning_rate"])
    assert values == work.rates
    configs = varied_configs(TrainConfig(), "learning_rate", values, work.settings["seeds"])
    assert len(configs) == runs
    assert work.path == "compare"


def test_one_run_is_trained_on_the_first_page() -> None:
    assert ONE.path == ""
    assert "values_learning_rate" not in ONE.settings


@pytest.mark.long
def test_the_trainer_alone_trains_several_runs() -> None:
    assert headless_speed(ROOT, Workload("two", (0.01, 0.1), seeds=2), seconds=0.1) > 0


def test_frames_come_as_often_as_the_visitor_wants() -> None:
    async def run() -> None:
        ticked = asyncio.Event()

        async def tick(_fragment: str) -> None:
            ticked.set()

        timers = Timers(tick, every=0.01)
        timers.start("live", 1e6)  # what the page asks for does not count
        async with asyncio.timeout(60):
            await ticked.wait()
        timers.stop_all()

    asyncio.run(run())


def test_descendants_are_children_and_theirs() -> None:
    family = {pid: Process(parent, 0) for pid, parent in {2: 1, 3: 2, 4: 3, 5: 1, 6: 9}.items()}
    assert sorted(descendants(2, family)) == [3, 4]
    assert list(descendants(6, family)) == []


def test_what_was_computed_since() -> None:
    before = {1: Process(0, 5.0), 2: Process(1, 1.0)}
    now = {1: Process(0, 5.5), 3: Process(1, 0.25), 4: Process(1, 9.0)}  # 2 has ended, 3 is new
    assert computed({1, 3}, before, now) == 0.75


def test_a_process_that_has_computed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        child.stdout.readline()
        assert running()[child.pid].computed > 0.25  # told in hundredths
        child.communicate(b"\n")


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb: install the package xvfb")
def test_a_tab_behind_another_is_hidden() -> None:
    with headed_chromium() as context:
        page = context.new_page()
        page.wait_for_function("document.visibilityState === 'visible'")
        other = context.new_page()
        other.bring_to_front()
        page.wait_for_function("document.visibilityState === 'hidden'", polling=100)
        page.bring_to_front()
        page.wait_for_function("document.visibilityState === 'visible'")


def test_saving_is_measured_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    one_thread, kept = Engine(InOneThread, 1), []

    class Noted(Keeper):
        def keep(self, live: LiveTraining, page: str) -> None:
            super().keep(live, page)
            kept.append(live)

    for module in (work_module, saving):
        monkeypatch.setattr(module, "engine", lambda: one_thread)
    monkeypatch.setattr(saving, "Keeper", Noted)
    monkeypatch.setattr(saving, "WARM_UP", 0.01)
    assert len(list(saving._kept_and_not(ONE, 1, 0.01))) == 1
    assert len(kept) == 1  # of the three
    assert not kept[0].running
