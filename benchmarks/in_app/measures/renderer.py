"""What live charts leave in the browser's memory."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

from benchmarks.in_app.figure import Figure, Setting, aside, at_most
from benchmarks.in_app.machine.memory import workers_of
from benchmarks.in_app.measures.reruns import SIXTEEN
from benchmarks.in_app.server import serving
from benchmarks.in_app.visitors import browser
from benchmarks.in_app.workload import LONG

SCENES: dict[str, tuple[str, dict[str, object]]] = {  # large enough to last for half an hour
    "1 run": ("/", {"hidden_size": 200, "batch_size": 500}),
    "16 runs": ("/compare", {**SIXTEEN, "batch_size": 200}),
}


@dataclass(frozen=True)
class Held:
    """What the page holds at a moment, after its garbage was collected."""

    heap: float  # MB, of its scripts
    nodes: int
    listeners: int

    def __str__(self) -> str:
        return f"heap {self.heap:.1f} MB, {self.nodes} nodes, {self.listeners} listeners"


def renderer(setting: Setting) -> Iterator[Figure]:
    """A window each on Train and on Compare with 16 runs, half an hour each; --quick a minute.

    The first tenth is left out: scripts are compiled, and the curves get their points. In a minute
    the compiler is not done: only the half hour says what leaks.
    """
    minutes = setting.pick(30, 1)
    with serving(setting.app) as server, browser.chromium() as chromium:
        for name, (path, settings) in SCENES.items():
            with browser.visiting(chromium, server, path, **settings, iterations=LONG) as page:
                browser.press(page, "train")
                page.wait_for_timeout(minutes * 6_000)
                before, frames = _held(page), len(browser.progress(page))
                page.wait_for_timeout(minutes * 54_000)
                after, frames = _held(page), len(browser.progress(page)) - frames
                resident = _resident()
            if not frames:
                raise RuntimeError(f"{name}: nothing moved while it was looked at")
            grown = after.heap - before.heap
            yield at_most(
                f"{name}, live: growth of the scripts' heap",
                20,
                grown,
                "MB",
                f"{frames} updates in {0.9 * minutes:g} minutes",
            )
            yield at_most(f"{name}, live: the renderer (RSS)", 400, resident, "MB")
            yield aside(f"{name}: held at first and at last", f"{before}; {after}")


def _held(page: Page) -> Held:
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    answer = session.send("Performance.getMetrics")
    metrics = {metric["name"]: metric["value"] for metric in answer["metrics"]}
    session.detach()
    return Held(
        metrics["JSHeapUsedSize"] / 2**20,
        int(metrics["Nodes"]),
        int(metrics["JSEventListeners"]),
    )


def _resident() -> float:
    """Of the largest renderer: Chromium keeps a spare one."""
    return max(child.rss for child in workers_of(os.getpid()) if child.name == "renderer")
