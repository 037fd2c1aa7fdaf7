"""Which engine the environment asks for."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bp.app.live import engine as engine_module
from bp.app.live.engine import engine, processors
from bp.parallel.workers import InOneThread
from bp.training import Trainer
from tests.parallel.engines import trained_on
from tests.training.examples import BLOBS, assert_same, config, trained


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    engine.clear()
    yield
    engine().close()
    engine.clear()


def test_a_worker_a_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BP_WORKERS", raising=False)
    assert engine().workers == processors()
    assert engine() is engine()


@pytest.mark.parametrize("wanted", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_left_out(
    wanted: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BP_WORKERS", wanted)
    with caplog.at_level(logging.WARNING):
        assert engine().workers == processors()
    assert f"BP_WORKERS is '{wanted}'; it must be a whole number" in caplog.text


def test_no_worker_is_this_thread_and_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_WORKERS", "0")
    assert isinstance(engine().executor, InOneThread)
    assert engine().problem == ""


def test_a_full_disk_costs_only_the_sharing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("BP_WORKERS", "1")
    monkeypatch.setattr(engine_module, "mkdtemp", full)
    trainer = trained_on(engine(), Trainer(BLOBS, [config()]))
    assert not isinstance(engine().executor, InOneThread)
    assert_same(trainer.histories[0], trained(config()).histories[0])


@pytest.mark.parametrize("error", [OSError("Timed out trying to connect"), ValueError("address")])
def test_a_cluster_that_is_away(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(pytest.importorskip("distributed"), "Client", away)
    monkeypatch.setenv("BP_DASK_SCHEDULER", "tcp://127.0.0.1:9")
    trainer = trained_on(engine(), Trainer(BLOBS, [config()]))
    assert engine().problem
    assert_same(trainer.histories[0], trained(config()).histories[0])
