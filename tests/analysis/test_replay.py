"""The beginning of a run, trained again."""

import numpy as np
import pytest

from bp.analysis import replay as replay_module
from bp.analysis.replay import MOMENTS, moments, replay
from bp.training import TrainConfig, Trainer
from tests.training.examples import BLOBS, config


def test_the_weights_are_those_of_the_run() -> None:
    trainer, now = Trainer(BLOBS, [config()]), {}
    for moment in (0, 1, 3, 10, 30):
        trainer.advance(moment - trainer.iteration)
        now[moment] = {key: array.copy() for key, array in trainer.networks[0].params.items()}
    again = replay(BLOBS, config(), [(0, 0.1)], 60)
    assert list(again) == list(now)
    for moment, network in again.items():
        for key, array in network.params.items():
            np.testing.assert_array_equal(array, now[moment][key])


def test_with_the_changes_of_the_learning_rate() -> None:
    trainer = Trainer(BLOBS, [config()])
    for at, rate in ((3, 0.5), (12, 0.02)):
        trainer.advance(at - trainer.iteration)
        trainer.set_learning_rate(0, rate)
    trainer.advance(30 - trainer.iteration)
    again = replay(BLOBS, config(), trainer.histories[0].rates, 60)
    np.testing.assert_array_equal(again[30].params["W1"], trainer.networks[0].params["W1"])


def test_copies_do_not_move_on() -> None:
    again = replay(BLOBS, config(), [(0, 0.1)], 60)
    assert not np.array_equal(again[10].params["W1"], again[30].params["W1"])


def test_only_what_the_run_has_passed() -> None:
    assert moments(TrainConfig(), 784, 1) == [0]
    assert moments(TrainConfig(), 784, 1_000) == [0, 1, 3, 10, 30, 100, 300]
    assert moments(TrainConfig(), 784, 10_000) == list(MOMENTS)


@pytest.mark.parametrize("size", [50, 500])
def test_bounded_work(size: int) -> None:
    last = moments(TrainConfig(hidden_size=size, batch_size=1_000), 784, 1_000_000)[-1]
    assert last * 784 * size * 1_000 <= replay_module.WORK
