"""Trainings in the background, on worker processes and without."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bp.app.live import work as live_module
from bp.app.live.training import LiveTraining
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from bp.training import Trainer
from tests.parallel.engines import FOREVER, engine_of
from tests.training.examples import BLOBS, config


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(2, tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.fixture(params=["workers", "one thread"], autouse=True)
def engine(
    request: pytest.FixtureRequest, workers: Engine, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """Each test on worker processes, and without."""
    chosen = workers if request.param == "workers" else Engine(InOneThread, 1)
    monkeypatch.setattr(live_module, "engine", lambda: chosen)
    monkeypatch.setattr("bp.parallel.engine.LONGEST", 0.01)
    monkeypatch.setattr("bp.parallel.engine.SHORTEST", 0.002)
    return chosen


@pytest.fixture
def live() -> Iterator[Callable[..., LiveTraining]]:
    """Makes trainings, which stop when the test is over."""
    made: list[LiveTraining] = []

    def make(iterations: int = FOREVER, **options: Any) -> LiveTraining:
        made.append(LiveTraining(Trainer(BLOBS, [config(iterations=iterations)]), **options))
        return made[-1]

    yield make
    for training in made:
        training.pause()
