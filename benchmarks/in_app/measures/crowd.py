"""Eight visitors who train at the same time."""

import asyncio
import statistics
from collections.abc import Iterator
from contextlib import AsyncExitStack

from benchmarks.in_app.figure import Figure, Setting, at_least, at_most
from benchmarks.in_app.following import follow, pause
from benchmarks.in_app.machine.capacity import headless_speed
from benchmarks.in_app.progress import Seen, is_paused, speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.share import shares
from benchmarks.in_app.visitors.client import Visitor, visiting
from benchmarks.in_app.workload import ONE

SESSIONS = 8


def crowd(setting: Setting) -> Iterator[Figure]:
    """Light clients on the Train page; two processes with the trainer alone, before and after."""
    seconds = setting.pick(8, 4)

    followed: list[list[Seen]] = []
    paused: list[float] = []

    def alone() -> float:
        return headless_speed(setting.app, seconds=seconds, processes=2)

    def together() -> float:
        seen, took = asyncio.run(_train_together(server, seconds, setting.pick(2, 1)))
        followed.extend(seen)
        paused.extend(took)
        return sum(map(speed, followed))

    with serving(setting.app) as server:
        (share,) = shares(alone, [together])
    speeds = sorted(map(speed, followed))
    updates = sorted(len(seen) / seconds for seen in followed)
    name = f"{SESSIONS} sessions"
    yield at_least(f"{name}: share of two headless processes", 0.6, share.value, str(share))
    yield at_least(f"{name}: slowest against median", 0.7, speeds[0] / statistics.median(speeds))
    yield at_least(
        f"{name}: updates per second each, fewest", 2.5, updates[0], f"most {updates[-1]:.1f}"
    )
    yield at_most(
        f"{name}: Pause visible, median",
        0.5,
        statistics.median(paused),
        "s",
        f"worst {max(paused):.2f} s of {len(paused)}",
    )


async def _train_together(
    server: Server, seconds: float, rounds: int
) -> tuple[list[list[Seen]], list[float]]:
    async with AsyncExitStack() as stack:
        visitors = [
            await stack.enter_async_context(visiting(server, **ONE.settings))
            for _ in range(SESSIONS)
        ]
        for visitor in visitors:
            await visitor.press("train")
        followed = await asyncio.gather(*(follow(visitor, seconds) for visitor in visitors))
        paused = [await _pause(visitor) for _ in range(rounds) for visitor in visitors]
        for visitor in visitors:  # the trainer is to be alone again
            await pause(visitor)
        return followed, paused


async def _pause(visitor: Visitor) -> float:
    """Pause one while the others go on, then let it go on, too."""
    pressed = await pause(visitor)
    seen = visitor.heard.progress[-1][0]
    await visitor.press("train")
    await visitor.until(lambda: not is_paused(visitor.says))
    return seen - pressed
