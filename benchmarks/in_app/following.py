"""Looking on while something trains, for so many seconds."""

import asyncio
import time
from dataclasses import dataclass

from playwright.sync_api import Page

from benchmarks.in_app.machine.processor import Processor
from benchmarks.in_app.progress import Seen, between, is_paused, iteration, speed
from benchmarks.in_app.server import Server
from benchmarks.in_app.visitors import browser
from benchmarks.in_app.visitors.client import Visitor, visiting
from benchmarks.in_app.workload import Workload

WARM_UP = 1.5  # seconds


@dataclass(frozen=True)
class Look:
    """What was seen in a Chromium in front of the app."""

    speed: float  # iterations a second
    lines: float  # of progress that were painted, a second
    charts: float  # changes of the first chart, a second
    processor: str  # who used it

    @property
    def updates(self) -> float:
        """How often a second a visitor saw something new in both."""
        return min(self.lines, self.charts)


async def train_and_follow(
    server: Server, work: Workload, seconds: float, every: float | None = None
) -> list[Seen]:
    """Train with a light client, and leave it paused: a server may train on without visitors."""
    async with visiting(server, work.path, every=every, **work.settings) as visitor:
        await visitor.press("train")
        seen = await follow(visitor, seconds)
        await pause(visitor)
        return seen


def train_and_look(server: Server, work: Workload, seconds: float) -> Look:
    """Train with a Chromium in front, on the same cores, and leave it paused."""
    with (
        browser.chromium() as chromium,
        browser.visiting(chromium, server, f"/{work.path}", **work.settings) as page,
    ):
        browser.press(page, "train")
        look = look_on(page, server, seconds)
        browser.press(page, "pause")
        browser.says(page, "· paused", after=0)
        return look


async def follow(visitor: Visitor, seconds: float) -> list[Seen]:
    """What a light client hears of the progress, once it is under way."""
    await visitor.until(lambda: iteration(visitor.says) > 0)
    await asyncio.sleep(WARM_UP)
    started = time.perf_counter()
    await asyncio.sleep(seconds)
    return between(visitor.heard.progress, started, time.perf_counter())


async def pause(visitor: Visitor) -> float:
    """Pause, and return when the button was pressed, once the page says so."""
    pressed = await visitor.press("pause")
    await visitor.until(lambda: is_paused(visitor.says))
    return pressed


def look_on(page: Page, server: Server, seconds: float) -> Look:
    """What is painted in the browser, once it is under way, and what that costs."""
    browser.under_way(page)
    page.wait_for_timeout(WARM_UP * 1000)
    started, processor = clock(page), Processor(server)
    page.wait_for_timeout(seconds * 1000)
    used, ended = processor.used(), clock(page)
    lines = between(browser.progress(page), started, ended)
    charts = [when for when in browser.chart_changes(page) if started <= when <= ended]
    return Look(speed(lines), len(lines) / seconds, len(charts) / seconds, used)


def clock(page: Page) -> float:
    """The time of the page, in seconds."""
    return page.evaluate("performance.now()") / 1000
