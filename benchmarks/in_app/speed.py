"""One session trains one run: which share of the trainer's own speed is left."""

import asyncio
from collections.abc import Iterator

from benchmarks.in_app import browser
from benchmarks.in_app.capacity import headless_speed
from benchmarks.in_app.client import visiting
from benchmarks.in_app.figure import Figure, Setting, aside, at_least
from benchmarks.in_app.following import LONG, follow, look_on
from benchmarks.in_app.progress import speed
from benchmarks.in_app.server import Server, serving


def shares(setting: Setting) -> Iterator[Figure]:
    """The trainer alone, a light client, alone, Chromium, alone: each against its neighbours."""
    seconds = setting.pick(8, 3)

    def alone() -> float:
        return headless_speed(setting.app, seconds=seconds)

    with serving(setting.app) as server:
        first = alone()
        with_client = asyncio.run(_with_client(server, seconds))
        second = alone()
        with_browser = _with_browser(server, seconds)
        third = alone()
    yield at_least(
        "one session, one run: share of the headless trainer's speed, without the browser's load",
        0.9,
        with_client / ((first + second) / 2),
        f"{with_client:,.0f} iterations/s",
    )
    yield at_least(
        "the same, with Chromium",
        0.75,
        with_browser / ((second + third) / 2),
        f"{with_browser:,.0f} iterations/s",
    )
    yield aside("headless before, between and after", f"{first:,.0f}, {second:,.0f}, {third:,.0f}")


async def _with_client(server: Server, seconds: float) -> float:
    async with visiting(server, iterations=LONG) as visitor:
        await visitor.press("train")
        return speed(await follow(visitor, seconds))


def _with_browser(server: Server, seconds: float) -> float:
    with (
        browser.chromium() as chromium,
        browser.visiting(chromium, server, iterations=LONG) as page,
    ):
        browser.press(page, "train")
        return speed(look_on(page, seconds)[0])
