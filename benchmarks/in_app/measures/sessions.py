"""What sessions leave in the server's memory, while they idle and after they are closed."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

from benchmarks.in_app.figure import Figure, Setting, aside, at_most
from benchmarks.in_app.machine.memory import memory_of
from benchmarks.in_app.measures.reruns import SIXTEEN, train_to_the_end
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors.client import visiting

BEFORE, SESSIONS = 2, 8  # those that warm the server up, and those that count
AT_ONCE = 4
AT_REST = 1.0  # seconds until what a session does is over
TIME_TO_LIVE = 125  # seconds; Streamlit keeps a closed session for 120 in case it comes back


def idle(setting: Setting) -> Iterator[Figure]:
    """Sessions stay connected, each with a finished comparison of 16 runs on the screen."""
    with serving(setting.app) as server:
        growth = asyncio.run(_open_and_stay(server, setting.pick(300, 100)))
    yield at_most("memory per idle session with a finished 16-run Compare", 25, growth, "MB", "RSS")


def closed(setting: Setting) -> Iterator[Figure]:
    """Sessions come, train for a moment, and go; later ones must not cost more memory."""
    first, all_of_them = setting.pick(50, 10), setting.pick(200, 30)
    with serving(setting.app) as server:
        asyncio.run(_come_and_go(server, first))
        before = memory_of(server.process.pid).rss
        asyncio.run(_come_and_go(server, all_of_them - first))
        after = memory_of(server.process.pid).rss
        yield at_most(
            f"{all_of_them} sessions opened and closed: growth after the first {first}",
            20,
            after - before,
            "MB",
            f"RSS {before:.0f} to {after:.0f}",
        )
        if not setting.quick:
            yield aside("the same, once closed sessions have expired", _expired(server, before))


async def _open_and_stay(server: Server, iterations: int) -> float:
    """Megabytes that each session after the first ones adds."""
    before = 0.0
    async with AsyncExitStack() as stack:
        for number in range(BEFORE + SESSIONS):
            if number == BEFORE:
                before = await _rss_at_rest(server)
            visitor = await stack.enter_async_context(
                visiting(server, "compare", **SIXTEEN, iterations=iterations)
            )
            await train_to_the_end(visitor)
        return (await _rss_at_rest(server) - before) / SESSIONS


async def _rss_at_rest(server: Server) -> float:
    await asyncio.sleep(AT_REST)
    return memory_of(server.process.pid).rss


async def _come_and_go(server: Server, sessions: int) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def come_and_go() -> None:
        async with places, visiting(server, iterations=60) as visitor:
            await train_to_the_end(visitor)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(sessions):
            tasks.create_task(come_and_go())
    await asyncio.sleep(AT_REST)


def _expired(server: Server, before: float) -> str:
    async def wait() -> None:
        await asyncio.sleep(TIME_TO_LIVE)
        await _come_and_go(server, AT_ONCE)  # only then Streamlit looks for what has expired

    asyncio.run(wait())
    return f"{memory_of(server.process.pid).rss - before:+.0f} MB"
