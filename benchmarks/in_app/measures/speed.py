"""One session trains: which share of the trainer's own speed is left, and how often it is seen."""

import asyncio
from collections.abc import Iterator

from benchmarks.in_app.figure import Figure, Setting, aside, at_least
from benchmarks.in_app.following import Look, train_and_follow, train_and_look
from benchmarks.in_app.machine.capacity import headless_speed
from benchmarks.in_app.progress import speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.share import shares
from benchmarks.in_app.workload import ONE, SIXTEEN, Workload

WITH_A_CLIENT = 0.9
WITH_CHROMIUM = {ONE: 0.85}
OF_A_COMPARISON = 0.8
UPDATES = {ONE: 5.0, SIXTEEN: 4.0}


def in_one_session(setting: Setting) -> Iterator[Figure]:
    """A light client draws as often as the page asks; Chromium draws on the same cores."""
    with serving(setting.app) as server:
        for work in setting.works:
            yield from _speeds(setting, server, work)


def _speeds(setting: Setting, server: Server, work: Workload) -> Iterator[Figure]:
    seconds = setting.pick(8, 3)
    looks: list[Look] = []

    def with_client() -> float:
        return speed(asyncio.run(train_and_follow(server, work, seconds)))

    def with_chromium() -> float:
        looks.append(train_and_look(server, work, seconds))
        return looks[-1].speed

    def alone() -> float:
        return headless_speed(setting.app, work, seconds=seconds)

    with_client_, with_chromium_ = shares(alone, [with_client, with_chromium])
    name = f"{work.name}: share of the headless trainer's speed"
    yield at_least(f"{name}, light client", WITH_A_CLIENT, with_client_.value, str(with_client_))
    bound = WITH_CHROMIUM.get(work, OF_A_COMPARISON)
    yield at_least(f"{name}, Chromium", bound, with_chromium_.value, str(with_chromium_))
    yield _updates(work, looks[-1])
    yield aside(f"{work.name}: processors in use with Chromium", looks[-1].processor)


def _updates(work: Workload, look: Look) -> Figure:
    name = f"{work.name}: updates seen in it per second"
    note = f"progress {look.lines:.1f}, chart {look.charts:.1f}"
    if work in UPDATES:
        return at_least(name, UPDATES[work], look.updates, note)
    return aside(name, f"{look.updates:.2f} ({note})")
