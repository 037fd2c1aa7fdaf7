"""Where a training ends, and where its end is moved to."""

import time
from typing import Any

import numpy as np
import pytest

from bp.training import ConfigError, Trainer
from tests.nn.samples import untouched
from tests.training.examples import BLOBS, assert_same, config, trained
from tests.training.trainer.three_runs import runs


def test_finished_and_not_a_step_further() -> None:
    trainer = Trainer(BLOBS, runs())
    assert (trainer.iteration, trainer.iterations, trainer.finished) == (0, 60, False)
    trainer.advance(59)
    assert not trainer.finished
    trainer.advance(1_000)
    assert (trainer.iteration, trainer.finished) == (60, True)
    evaluations = trainer.histories[0].evaluations
    with untouched(*trainer.networks[0].params.values()):
        trainer.advance(1)
        trainer.advance_for(1)
    assert trainer.iteration == 60
    assert trainer.histories[0].evaluations.equals(evaluations)


@pytest.mark.parametrize("iterations", [0, -1])
def test_advancing_by_nothing(iterations: int) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(iterations)
    assert trainer.iteration == 0
    assert trainer.histories[0].last is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_advance_for_does_one_iteration_at_least(seconds: float) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance_for(seconds)
    assert trainer.iteration == 1


def test_advance_for_keeps_the_time() -> None:
    trainer, started = Trainer(BLOBS, runs(iterations=1_000_000)), time.perf_counter()
    trainer.advance_for(0.1)
    assert time.perf_counter() - started >= 0.1
    assert not trainer.finished  # that would take a minute


@pytest.mark.parametrize("done", [20, 60])
def test_an_end_moved_is_the_longer_run(done: int) -> None:
    moved = Trainer(BLOBS, [*runs(), config(hidden_size=3)])
    moved.advance(done)
    moved.set_iterations(100)
    assert (moved.iteration, moved.iterations, moved.finished) == (done, 100, False)
    moved.advance(1_000)
    whole = trained(*runs(iterations=100), config(hidden_size=3, iterations=100))
    for ours, theirs in zip(moved.histories, whole.histories, strict=True):
        assert ours.config == theirs.config
        np.testing.assert_array_equal(ours.loss, theirs.loss)
        old_end = {60} if done == 60 else set()  # what was evaluated there stays
        at = ours.evaluations["iteration"]
        assert set(at) == {*theirs.evaluations["iteration"], *old_end}
        assert at.is_unique
        assert at.is_monotonic_increasing


@pytest.mark.parametrize("iterations", [0, -1, 19, 20, 2_000_000, 30.5, np.nan])
def test_an_end_that_cannot_be(iterations: Any) -> None:
    trainer = Trainer(BLOBS, runs())
    trainer.advance(20)
    with pytest.raises(ConfigError, match=r"iterations (is|are) "):
        trainer.set_iterations(iterations)
    assert trainer.iterations == 60
    trainer.advance(60)
    assert_same(trainer.histories[1], trained(*runs()).histories[1])
