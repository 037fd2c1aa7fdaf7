"""The same slices on the workers of a Dask cluster."""

import warnings
from collections.abc import Iterator

import pytest

from bp.app.live.engine import engine
from bp.data import load_dataset
from bp.parallel.engine import Engine
from bp.training import TrainConfig, Trainer
from tests.parallel.engines import trained_on
from tests.training.examples import assert_same, trained

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def on_dask() -> Iterator[Engine]:
    """An engine as the app makes it, on a local scheduler with two workers."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
        with distributed.LocalCluster(**options) as cluster:
            patch.setenv("BP_DASK_SCHEDULER", cluster.scheduler_address)
            engine.clear()
            engine().begin()
            try:
                yield engine()
            finally:
                engine().close()
                engine.clear()


def test_two_workers_train_to_the_last_bit(on_dask: Engine) -> None:
    assert on_dask.workers == 2
    digits = load_dataset("digits")
    configs = [TrainConfig("digits", seed=seed, iterations=400) for seed in (0, 1)]
    ours = trained_on(on_dask, Trainer(digits, configs), speed=1_000)
    assert on_dask.problem == ""
    for one, other in zip(ours.histories, trained(*configs, dataset=digits).histories, strict=True):
        assert_same(one, other)
