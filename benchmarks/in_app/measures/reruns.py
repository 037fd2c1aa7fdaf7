"""How long the server takes to run a whole page again."""

import asyncio
import statistics
from collections.abc import Iterator
from typing import Any

from benchmarks.in_app.figure import Figure, Setting, aside, at_most
from benchmarks.in_app.progress import is_done
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors.client import Visitor, visiting

RERUNS = 20
SIXTEEN: dict[str, Any] = {"values_learning_rate": "0.001..1 x 16"}
COMPARE_VIEWS = ("Overlay", "Side by side", "By value")
INSIDE_VIEWS = ("Weights", "Mistakes", "Draw a digit", "Curvature")

Times = dict[str, float]  # page and view → median seconds


def reruns(setting: Setting) -> Iterator[Figure]:
    """Medians of 20, with everything trained to the end, over a light client."""
    iterations = setting.pick(1_000, 200)
    with serving(setting.app) as server:
        times = asyncio.run(_compare(server, iterations)) | asyncio.run(_one(server, iterations))
    heaviest = max(times, key=lambda name: times[name])
    yield at_most(
        "a rerun of the heaviest page, server side, median", 0.15, times[heaviest], "s", heaviest
    )
    yield aside("reruns, s", ", ".join(f"{name} {time:.3f}" for name, time in times.items()))


async def _compare(server: Server, iterations: int) -> Times:
    async with visiting(server, "compare", **SIXTEEN, iterations=iterations) as visitor:
        await train_to_the_end(visitor)
        return await _views(visitor, "Compare", "view", COMPARE_VIEWS)


async def _one(server: Server, iterations: int) -> Times:
    async with visiting(server, iterations=10 * iterations) as visitor:
        await train_to_the_end(visitor)
        times = {"Train": await _median(visitor)}
        await visitor.go("inside")
        return times | await _views(visitor, "Look inside", "inside_view", INSIDE_VIEWS)


async def train_to_the_end(visitor: Visitor) -> None:
    """Press Train, and wait until it is done and the page at rest."""
    await visitor.press("train")
    await visitor.until(lambda: is_done(visitor.says), 120)
    await visitor.rerun()


async def _views(visitor: Visitor, page: str, key: str, views: tuple[str, ...]) -> Times:
    times = {}
    for view in views:
        await visitor.choose(key, view)
        times[f"{page}, {view}"] = await _median(visitor)
    return times


async def _median(visitor: Visitor) -> float:
    return statistics.median([await visitor.rerun() for _ in range(RERUNS)])
