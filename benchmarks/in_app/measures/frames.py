"""How often a visitor asks for a frame must not change how fast a training goes."""

import asyncio
from collections.abc import Iterator
from functools import partial

from benchmarks.in_app.figure import Figure, Setting, at_least
from benchmarks.in_app.following import train_and_follow
from benchmarks.in_app.machine.capacity import headless_speed
from benchmarks.in_app.progress import speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.share import shares
from benchmarks.in_app.workload import Workload

INTERVALS = (0.1, 0.2, 0.3, 0.5, 1.0)  # seconds from one frame to the next
FEWEST = 5  # frames to look at


def frames(setting: Setting) -> Iterator[Figure]:
    """A light client, drawing 10 times a second and down to once."""
    seconds = setting.pick(8, 3)
    with serving(setting.app) as server:
        for work in setting.works:
            alone = partial(headless_speed, setting.app, work, seconds=seconds)
            measures = [partial(_speed, server, work, seconds, every) for every in INTERVALS]
            for every, share in zip(INTERVALS, shares(alone, measures), strict=True):
                name = f"{work.name}: share of the headless trainer's speed, a frame each {every} s"
                yield at_least(name, 0.9, share.value, str(share))


def _speed(server: Server, work: Workload, seconds: float, every: float) -> float:
    seen = asyncio.run(train_and_follow(server, work, max(seconds, FEWEST * every), every))
    return speed(seen)
