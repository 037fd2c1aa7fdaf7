"""From the start of the process to a page that can be used, and the memory it takes."""

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.in_app.figure import Figure, Setting, aside, at_most
from benchmarks.in_app.machine.memory import Memory, memory_of, workers_of
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors import browser


def startup(setting: Setting) -> Iterator[Figure]:
    """A fresh server and a fresh window each time; the browser runs already."""
    with browser.chromium() as chromium:
        starts = [_start(setting, chromium) for _ in range(setting.pick(3, 1))]
    seconds = [start[0] for start in starts]
    _, server, workers = starts[-1]
    yield at_most(
        "`streamlit run` to first useful page, median",
        3,
        statistics.median(seconds),
        "s",
        ", ".join(f"{s:.2f}" for s in seconds),
    )
    yield at_most(
        "memory of the server with it (RSS)", 260, server.rss, "MB", f"PSS {server.pss:.0f} MB"
    )
    listed = "; ".join(map(str, workers)) or "none"
    yield aside("its worker processes", listed)


def _start(setting: Setting, chromium: Browser) -> tuple[float, Memory, list[Memory]]:
    started = time.perf_counter()
    with serving(setting.app) as server:
        _wait_until_useful(chromium, server)
        seconds = time.perf_counter() - started
        time.sleep(1)  # what the page still loads
        return seconds, memory_of(server.process.pid), workers_of(server.process.pid)


def _wait_until_useful(chromium: Browser, server: Server) -> None:
    with browser.window(chromium) as page:
        page.goto(server.address)
        browser.usable(page, "train").wait_for()
