"""Looking on while something trains, for so many seconds."""

import asyncio
import time

from playwright.sync_api import Page

from benchmarks.in_app import browser
from benchmarks.in_app.client import Visitor
from benchmarks.in_app.progress import Seen, between

LONG = 200_000  # iterations: longer than anybody looks on
WARM_UP = 1.5  # seconds


async def follow(visitor: Visitor, seconds: float) -> list[Seen]:
    """What a light client hears of the progress, once it is under way."""
    await asyncio.sleep(WARM_UP)
    started = time.perf_counter()
    await asyncio.sleep(seconds)
    return between(visitor.heard.progress, started, time.perf_counter())


def look_on(page: Page, seconds: float) -> tuple[list[Seen], int]:
    """What is painted in the browser: lines of progress, and how often the chart moved."""
    page.wait_for_timeout(WARM_UP * 1000)
    started = clock(page)
    page.wait_for_timeout(seconds * 1000)
    ended = clock(page)
    changes = [when for when in browser.chart_changes(page) if started <= when <= ended]
    return between(browser.progress(page), started, ended), len(changes)


def clock(page: Page) -> float:
    """The time of the page, in seconds."""
    return page.evaluate("performance.now()") / 1000
