"""A check that the engine advances, slice by slice, in whatever process is free."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bp.app.gradient_check.run import CheckRun
from bp.app.gradient_check.settings import CheckSettings
from bp.app.live import work as live_module
from bp.app.live.work import LiveWork
from bp.gradient_check import MISTAKES, GradientCheck, error_by_step
from bp.parallel.engine import Engine
from tests.parallel.engines import engine_of, until
from tests.training.examples import BLOBS, config

SETTINGS = CheckSettings(
    config(targets="one-hot", hidden_size=4, iterations=60),
    iterations=60,
    samples=BLOBS.num_classes,  # or a bias summed over the wrong axis has another length
)


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(2, tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.fixture(autouse=True)
def _in_small_slices(workers: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "engine", lambda: workers)
    monkeypatch.setattr("bp.parallel.engine.LONGEST", 0.001)
    monkeypatch.setattr("bp.parallel.engine.SHORTEST", 0.001)


def through(settings: CheckSettings) -> CheckRun:
    live = LiveWork(CheckRun(settings, BLOBS))
    live.start()
    assert live.wait(300)
    assert live.problem == ""
    return live.work


@pytest.mark.parametrize("mistake", [None, *MISTAKES])
def test_on_workers_it_is_the_check_in_one_go(mistake: str | None) -> None:
    run = through(replace(SETTINGS, mistake=mistake))
    network = run.network("float64")
    whole = GradientCheck(network, run.x, run.t, rng=np.random.default_rng([0, 0]))
    list(whole.steps())
    assert run.check is not None
    assert run.check.verdict == whole.verdict
    for key, array in whole.arrays.items():
        ours = run.check.arrays[key]
        np.testing.assert_array_equal(ours.checked, array.checked)
        np.testing.assert_allclose(ours.numerical, array.numerical, atol=1e-9)
        np.testing.assert_allclose(ours.backpropagation, array.backpropagation, atol=1e-12)
    assert run.progress[0] == run.progress[1]


def test_the_steps_are_those_of_one_sweep() -> None:
    run = through(SETTINGS)
    whole = error_by_step(run.network("float64"), run.x, run.t, rng=np.random.default_rng(0))
    errors = run.errors()
    ours = errors[errors["precision"] == "float64"]
    assert list(ours["h"]) == list(whole["h"])
    truncated = whole["h"] >= 1e-3  # below, rounding has a say
    expected = whole.loc[truncated, "relative_error"]
    np.testing.assert_allclose(ours.loc[truncated, "relative_error"], expected, rtol=1e-3)


def test_it_goes_on_though_nobody_draws() -> None:
    live = LiveWork(CheckRun(SETTINGS, BLOBS))
    live.start()
    until(lambda: live.work.finished)
    assert live.wait(300)


def test_a_snapshot_stays_as_it_was() -> None:
    live = LiveWork(CheckRun(SETTINGS, BLOBS))
    before = live.snapshot()
    live.start()
    assert live.wait(300)
    assert before.check is None
    assert before.trainer.iteration == 0


def test_a_worker_needs_neither_tables_nor_charts() -> None:
    """They would cost each a second at its start, and 25 MB."""
    code = "import sys, bp.gradient_check.stage; assert not {'pandas', 'altair'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
