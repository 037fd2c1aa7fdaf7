"""What it costs to keep a training on the disk while it goes on."""

import os
import statistics
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from benchmarks.in_app.figure import Figure, Setting, at_least
from benchmarks.in_app.share import Share, shares
from benchmarks.in_app.workload import LONG, Workload
from bp.app.live.engine import engine
from bp.app.live.keeper import Keeper
from bp.app.live.training import LiveTraining
from bp.data import load_dataset
from bp.training import TrainConfig, Trainer

TO_REACH = 0.97
WARM_UP = 1.0  # seconds


def saving(setting: Setting) -> Iterator[Figure]:
    """The app's own trainings in this process, kept and not, in turn; no browser looks on."""
    rounds, seconds = setting.pick(6, 2), setting.pick(12, 6)
    try:
        for work in setting.works:
            yield _figure(work, list(_kept_and_not(work, rounds, seconds)))
    finally:
        engine().close()


def _figure(work: Workload, found: list[Share]) -> Figure:
    name = f"{work.name}: speed with saving on, times that with saving off"
    values = sorted(share.value for share in found)
    note = f"{len(values)} times, {values[0]:.2f} to {values[-1]:.2f}; the last: {found[-1]}"
    return at_least(name, TO_REACH, statistics.median(values), note.replace("headless", "off"))


def _kept_and_not(work: Workload, rounds: int, seconds: float) -> Iterator[Share]:
    configs = [
        TrainConfig(learning_rate=rate, seed=seed, iterations=LONG)
        for rate, seed in product(work.rates, range(work.seeds))
    ]

    def speed(keeper: Keeper | None = None) -> float:
        live = LiveTraining(Trainer(load_dataset(configs[0].dataset), configs))
        if keeper:
            keeper.keep(live, work.path or "run")
        live.start()
        live.wait(WARM_UP)
        before, began = live.done, time.perf_counter()
        live.wait(seconds)
        found = (live.done - before) / (time.perf_counter() - began)
        live.pause()
        return found

    def speed_when_kept() -> float:
        keeper = Keeper()
        try:
            return speed(keeper)
        finally:
            keeper.close()

    with TemporaryDirectory() as home, patch.dict(os.environ, BP_HOME=str(Path(home))):
        yield from shares(speed, [speed_when_kept] * rounds)
