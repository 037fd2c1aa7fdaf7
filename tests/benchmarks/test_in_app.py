"""The script that measures the app: what it reads and counts, and a visit without a browser."""

import asyncio
import math
import os
import subprocess
import sys

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.in_app.__main__ import ROOT
from benchmarks.in_app.figure import at_least, at_most, median_and_worst
from benchmarks.in_app.machine.memory import memory_of, workers_of
from benchmarks.in_app.progress import between, is_done, is_paused, iteration, speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors import messages
from benchmarks.in_app.visitors.client import visiting
from benchmarks.in_app.visitors.message_cache import MessageCache
from benchmarks.in_app.visitors.timers import Timers


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("6,120 of 200,000 iterations · 1,432 a second · 2 min 15 s left", 6_120),
        ("0 of 10,000 iterations", 0),
        ("", 0),
    ],
)
def test_the_iterations_are_read_from_the_line(text: str, done: int) -> None:
    assert iteration(text) == done
    assert not is_paused(text)
    assert not is_done(text)


def test_the_line_says_how_it_rests() -> None:
    assert is_paused("943 of 10,000 iterations · paused")
    assert is_done("60 of 60 iterations · done")


def test_the_speed_is_taken_between_two_lines() -> None:
    seen = [(1.0, "0 of 9"), (2.0, "100 of 900"), (2.5, "150 of 900"), (4.0, "1,100 of 9,000")]
    assert speed(between(seen, 1.5, 4.5)) == 500


def test_a_bound_is_reached_or_not() -> None:
    assert at_least("share", 0.9, 0.91).as_row() == "| share | ≥ 0.9 | 0.91 | yes |"
    assert at_most("size", 40, 63.2, "kB").as_row() == "| size | ≤ 40 kB | 63 kB | **no** |"
    assert not at_most("time", 0.5, math.inf, "s").reached
    assert median_and_worst("Pause", (0.2, 0.5), [0.1, 0.1, 0.4]).reached
    assert not median_and_worst("Pause", (0.2, 0.5), [0.1, 0.1, 0.6]).reached


def test_a_widget_is_known_by_its_key() -> None:
    assert messages.user_key("$$ID-0a1b-learning_rate") == "learning_rate"
    assert messages.user_key("$$ID-0a1b-inside_train_mnist-5k") == "inside_train_mnist-5k"
    assert messages.user_key("$$ID-0a1b-None") is None
    assert messages.user_key("") is None


def test_a_timer_names_its_fragment() -> None:
    page = {"query_string": "seed=1", "page_script_hash": "hash", "page_name": ""}
    sent = messages.rerun(page, [messages.pressed("$$ID-0a-train")], ["cached"], "fragment")
    state = BackMsg.FromString(sent).rerun_script
    assert (state.fragment_id, state.is_auto_rerun) == ("fragment", True)
    assert state.widget_states.widgets[0].trigger_value
    assert not BackMsg.FromString(messages.rerun(page, [], [])).rerun_script.is_auto_rerun


def test_a_kept_message_is_let_go_after_its_fragments_runs() -> None:
    cache = MessageCache()
    cache.use("of the fragment", "live")
    cache.use("of the page", "")
    for _ in range(cache.oldest + 1):
        cache.use_again("of the page")
        assert "of the fragment" in cache.hashes()
        cache.end_run(["live"])
    assert cache.hashes() == ["of the page"]
    with pytest.raises(KeyError):
        cache.use_again("of the fragment")


def test_a_timer_that_is_late_does_not_catch_up() -> None:
    ticks: list[str] = []

    async def slow_tick(fragment: str) -> None:
        ticks.append(fragment)
        await asyncio.sleep(0.05)

    async def run() -> None:
        timers = Timers(slow_tick)
        timers.start("live", 0.01)
        timers.start("live", 0.01)
        await asyncio.sleep(0.2)
        timers.stop_all()
        stopped = len(ticks)
        await asyncio.sleep(0.1)
        assert len(ticks) == stopped

    asyncio.run(run())
    assert 1 <= len(ticks) <= 4


def test_memory_of_a_process_and_of_its_children() -> None:
    waiting = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(waiting, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        listed = {worker.pid: worker for worker in workers_of(os.getpid())}
        assert listed[child.pid].rss > 1
        child.communicate(b"\n")
    assert memory_of(os.getpid()).rss > 20


@pytest.mark.processes
def test_a_visit_without_a_browser() -> None:
    with serving(ROOT) as server:
        asyncio.run(_visit(server))
        pid = server.process.pid
    with pytest.raises(ProcessLookupError):
        os.killpg(pid, 0)


async def _visit(server: Server) -> None:
    async with visiting(server, dataset="digits", hidden_size=5, iterations=3_000) as visitor:
        await visitor.press("train")
        await visitor.until(lambda: is_done(visitor.says))
        assert visitor.says == "3,000 of 3,000 iterations · done"
        assert visitor.heard.updates
        await visitor.go("inside")
        await visitor.choose("inside_view", "Mistakes")
        assert await visitor.rerun() > 0
