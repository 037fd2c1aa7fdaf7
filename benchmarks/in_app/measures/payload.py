"""How many bytes an update takes, early and late in a training."""

import asyncio
from collections.abc import Iterator
from typing import Any

from benchmarks.in_app.figure import Figure, Setting, at_most
from benchmarks.in_app.progress import iteration
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors.client import Visitor, visiting
from benchmarks.in_app.workload import LONG

UPDATES = 20
PATIENCE = 300  # seconds, to come to the late one
COMPARISON: dict[str, Any] = {  # small, so that it comes far in a minute
    "values_learning_rate": "0.001..1 x 8",
    "dataset": "digits",
    "hidden_size": 5,
    "iterations": LONG,
}


def payload(setting: Setting) -> Iterator[Figure]:
    """Payload of the WebSocket for each run of the live fragment, with 8 runs on Compare."""
    late = setting.pick(100_000, 10_000)
    with serving(setting.app) as server:
        sizes = asyncio.run(_sizes(server, (1_000, late)))
    for done, size in sizes.items():
        yield at_most(f"bytes per update, 8 runs, at {done:,} iterations", 40, size / 1000, "kB")
    first, last = sizes.values()
    yield at_most("the later against the earlier, difference", 10, abs(last / first - 1) * 100, "%")


async def _sizes(server: Server, marks: tuple[int, ...]) -> dict[int, float]:
    async with visiting(server, "compare", **COMPARISON) as visitor:
        await visitor.press("train")
        return {mark: await _size(visitor, mark) for mark in marks}


async def _size(visitor: Visitor, mark: int) -> float:
    heard = visitor.heard
    await visitor.until(lambda: iteration(visitor.says) >= mark, PATIENCE)
    await _end_of_update(visitor)  # so that only whole ones are counted
    received, before = heard.received, len(heard.updates)
    await visitor.until(lambda: len(heard.updates) >= before + UPDATES)
    return (heard.received - received) / (len(heard.updates) - before)


async def _end_of_update(visitor: Visitor) -> None:
    before = len(visitor.heard.updates)
    await visitor.until(lambda: len(visitor.heard.updates) > before)
