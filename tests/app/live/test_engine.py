"""Which engine the environment asks for."""

import logging
import sys
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


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere at all"])
def test_a_cluster_that_is_away(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("bp.parallel.cluster.PATIENCE", 0.1)
    monkeypatch.setenv("BP_DASK_SCHEDULER", address)
    trainer = trained_on(engine(), Trainer(BLOBS, [config()]))
    assert engine().problem == f"no Dask scheduler answers at {address}"
    assert engine().workers == 1
    assert_same(trainer.histories[0], trained(config()).histories[0])


def test_without_its_package_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("bp.parallel.cluster_executor")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setenv("BP_DASK_SCHEDULER", "tcp://127.0.0.1:9")
    assert isinstance(engine().executor, InOneThread)
    assert "the package distributed, which is not installed" in engine().problem
