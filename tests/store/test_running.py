"""While it trains, weights are kept in its state: they are found there, and it goes on so."""

import numpy as np
import pytest
from sqlalchemy import Engine, update

from bp.store import StoreError, keep, load_network, load_trainer
from bp.store.tables import TRAININGS
from bp.training import TrainConfig, Trainer
from tests.training.examples import BLOBS, assert_same, config, trained

CONFIGS = [config(learning_rate=0.1), config(hidden_size=5), config(weight_decay=0.01)]


def assert_kept(database: Engine, trainer: Trainer) -> None:
    for place, network in enumerate(trainer.networks):
        kept = load_network(database, f"t-{place + 1}").params
        for name, array in network.params.items():
            np.testing.assert_array_equal(kept[name], array)


def begun(database: Engine, configs: list[TrainConfig]) -> Trainer:
    """A training that was saved three times while it ran."""
    trainer = Trainer(BLOBS, configs)
    for _ in range(3):
        trainer.advance(10)
        keep(database, "t", trainer, status="running")
    return trainer


def test_the_weights_of_a_running_training_are_those_of_its_last_saving(database: Engine) -> None:
    trainer = begun(database, CONFIGS)
    assert_kept(database, trainer)
    for status in ("paused", "running", "finished"):
        trainer.advance(5)
        keep(database, "t", trainer, status=status)
        assert_kept(database, trainer)


def test_one_that_was_killed_while_it_ran_goes_on_to_the_same_curve(database: Engine) -> None:
    begun(database, CONFIGS)
    back = load_trainer(database, "t", BLOBS)
    back.advance(100)
    for ours, theirs in zip(back.histories, trained(*CONFIGS).histories, strict=True):
        assert_same(ours, theirs)


def test_weights_that_cannot_be_read_are_said_to_be(sqlite: Engine) -> None:
    begun(sqlite, CONFIGS)
    with sqlite.begin() as connection:
        connection.execute(update(TRAININGS).values(state=b"nonsense"))
    with pytest.raises(StoreError, match="The weights of this run cannot be read"):
        load_network(sqlite, "t-1")
