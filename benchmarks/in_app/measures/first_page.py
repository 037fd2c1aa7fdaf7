"""The first page against the floor: a Streamlit script with nothing but two small charts.

The two are started in turn on the same machine, so that a busy one slows both.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks.in_app.figure import Figure, Setting, at_most
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors import browser

FLOOR = """
import streamlit as st
losses = [2.3 / (1 + step) for step in range(20)]
left, right = st.columns(2)
left.line_chart(losses)
right.line_chart(losses)
"""


def first_page(setting: Setting) -> Iterator[Figure]:
    """A fresh server each time: its first visitor opens Train, a second one Compare."""
    ours: list[tuple[float, float]] = []
    floors: list[tuple[float, float]] = []
    with browser.chromium() as chromium, _floor() as floor:
        for _ in range(setting.pick(5, 1)):
            floors.append(_visits(chromium, floor, "/"))
            ours.append(_visits(chromium, setting.app, "/compare"))
    for place, bound, measure in (
        (0, 1.15, "`streamlit run` to both charts, times that of the floor, median"),
        (1, 1.1, "a second visitor's Compare, times the floor's second visit, median"),
    ):
        pairs = [(mine[place], floor[place]) for mine, floor in zip(ours, floors, strict=True)]
        ratio = statistics.median(mine / floor for mine, floor in pairs)
        note = "; ".join(f"{mine:.2f} s against {floor:.2f}" for mine, floor in pairs)
        yield at_most(measure, bound, ratio, "times", note)


@contextmanager
def _floor() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "streamlit_app.py").write_text(FLOOR)
        yield Path(folder)


def _visits(chromium: Browser, app: Path, second: str) -> tuple[float, float]:
    """Seconds from the start of the server to both charts, and of a second visitor's page."""
    started = time.perf_counter()
    with serving(app) as server:
        _charts(chromium, server, "/")
        first = time.perf_counter() - started
        time.sleep(2)  # what the server does behind the first page
        begun = time.perf_counter()
        _charts(chromium, server, second)
        return first, time.perf_counter() - begun


def _charts(chromium: Browser, server: Server, path: str) -> None:
    with browser.window(chromium) as page:
        page.goto(f"{server.address}{path}")
        page.locator("[data-testid=stVegaLiteChart] :is(svg.marks, canvas)").nth(1).wait_for()
