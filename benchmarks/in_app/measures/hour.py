"""One server after an hour of use: is it as fast as on the first minute, and no larger?"""

import asyncio
import time
from collections.abc import Iterator
from urllib.parse import parse_qsl

from benchmarks.in_app.figure import Figure, Setting, aside, at_least, at_most
from benchmarks.in_app.following import follow
from benchmarks.in_app.machine.capacity import headless_speed
from benchmarks.in_app.machine.memory import memory_of, workers_of
from benchmarks.in_app.measures.reruns import INSIDE_VIEWS, SIXTEEN, train_to_the_end
from benchmarks.in_app.progress import is_paused, speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors.client import visiting
from benchmarks.in_app.workload import LONG

AN_HOUR = 3_600  # seconds
FLAT = 20  # MB that the second half may add
TRAININGS: list[dict[str, object]] = [  # on Train: small and large layers and batches
    {"hidden_size": 50, "iterations": 1_000},
    {"hidden_size": 500, "batch_size": 1_000, "iterations": 10},
    {"dataset": "digits", "hidden_size": 5, "iterations": 5_000},
    {"hidden_size": 10, "batch_size": 1, "iterations": 1_000},
    {"scaling": "standard", "batch_size": 300, "iterations": 200},
]
COMPARISONS: list[dict[str, object]] = [
    {"iterations": 100},
    {**SIXTEEN, "iterations": 40},
    {**SIXTEEN, "dataset": "digits", "hidden_size": 5, "iterations": 500},
    {**SIXTEEN, "hidden_size": 300, "iterations": 2},
]


def hour(setting: Setting) -> Iterator[Figure]:
    """What a few people do in an hour, without their pauses; with --patient, in an hour."""
    rounds = setting.pick(20, 1)
    with serving(setting.app) as server:
        asyncio.run(_use(server))  # so that all is loaded
        fresh = _share_of_headless(setting, server)
        sizes = [memory_of(server.process.pid).rss]
        began = time.monotonic()
        for number in range(1, 2 * rounds + 1):
            asyncio.run(_use(server))
            sizes.append(memory_of(server.process.pid).rss)
            if setting.patient:
                until = began + AN_HOUR * number / (2 * rounds)
                time.sleep(max(0.0, until - time.monotonic()))
        used = _share_of_headless(setting, server)
        memory, workers = memory_of(server.process.pid), workers_of(server.process.pid)
    took = f"{2 * rounds} rounds in {(time.monotonic() - began) / 60:.0f} minutes"
    shares = f"share of headless {fresh:.2f} at first, {used:.2f} at last; {took}"
    yield at_least(
        "a server in long use: speed of one run against when it was fresh",
        0.95,
        used / fresh,
        shares,
    )
    yield at_most("its memory (RSS)", 280, memory.rss, "MB", f"PSS {memory.pss:.0f} MB")
    yield at_most("what the second half of the rounds added", FLAT, sizes[-1] - sizes[rounds], "MB")
    yield aside("its memory over time", ", ".join(f"{size:.0f}" for size in sizes))
    yield aside("its worker processes", "; ".join(map(str, workers)))


def _share_of_headless(setting: Setting, server: Server) -> float:
    """Speed of a default run with a light client, against the trainer alone before and after."""
    seconds = setting.pick(8, 4)
    before = headless_speed(setting.app, seconds=seconds)
    ours = asyncio.run(_speed(server, seconds))
    return ours / ((before + headless_speed(setting.app, seconds=seconds)) / 2)


async def _speed(server: Server, seconds: float) -> float:
    async with visiting(server, iterations=LONG) as visitor:
        await visitor.press("train")
        seen = speed(await follow(visitor, seconds))
        await visitor.press("pause")  # or it would train on beside the next measurement
        await visitor.until(lambda: is_paused(visitor.says))
        return seen


async def _use(server: Server) -> None:
    """Train, look inside, refresh, and compare, one after the other."""
    for training in TRAININGS:
        async with visiting(server, "", every=None, **training) as visitor:
            await train_to_the_end(visitor)
            await visitor.go("inside")
            for view in INSIDE_VIEWS:
                await visitor.choose("inside_view", view)
    for comparison in COMPARISONS:
        async with visiting(server, "compare", every=None, **comparison) as visitor:
            await train_to_the_end(visitor)
            address = dict(parse_qsl(visitor.heard.page["query_string"]))
        async with visiting(server, "compare", every=None, **address) as visitor:  # refreshed
            await visitor.rerun()
