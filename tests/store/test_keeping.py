"""What was kept comes back bit for bit, and goes on as if it had never stopped."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import Engine

from bp.store import (
    StoreError,
    keep,
    list_runs,
    load_history,
    load_network,
    load_trainer,
    new_id,
    pages,
)
from bp.training import TrainConfig, Trainer
from tests.training.examples import BLOBS, assert_same, blobs, config, trained

# Two stacks, one of two runs: rates in one stack, hidden sizes in another.
CONFIGS = [config(learning_rate=0.1), config(hidden_size=5), config(learning_rate=1.0)]


def kept_at(database: Engine, *iterations: int, configs: list[TrainConfig] = CONFIGS) -> str:
    """A training that was kept after each of so many iterations."""
    trainer, name = Trainer(BLOBS, configs), new_id()
    for iteration in iterations:
        trainer.advance(iteration - trainer.iteration)
        keep(database, name, trainer)
    return name


@pytest.mark.parametrize("iterations", [(0,), (1,), (7, 19, 40), (60,)])
def test_goes_on_to_the_same_curve(database: Engine, iterations: tuple[int, ...]) -> None:
    back = load_trainer(database, kept_at(database, *iterations), BLOBS)

    assert back.iteration == iterations[-1]
    back.advance(100)

    for ours, theirs in zip(back.histories, trained(*CONFIGS).histories, strict=True):
        assert_same(ours, theirs)


def test_weights_come_back(database: Engine) -> None:
    name = kept_at(database, 30)
    uninterrupted = Trainer(BLOBS, CONFIGS)
    uninterrupted.advance(30)

    for place, network in enumerate(uninterrupted.networks):
        loaded = load_network(database, f"{name}-{place + 1}")
        for key, array in network.params.items():
            np.testing.assert_array_equal(loaded.params[key], array)


def test_a_rate_and_an_end_that_were_moved(database: Engine) -> None:
    trainer, name = Trainer(BLOBS, CONFIGS), new_id()
    trainer.advance(20)
    trainer.set_learning_rate(1, 0.5)
    trainer.set_iterations(80)
    trainer.advance(10)
    keep(database, name, trainer)

    back = load_trainer(database, name, BLOBS)
    for each in (trainer, back):
        each.advance(100)

    assert back.iteration == 80
    for ours, theirs in zip(back.histories, trainer.histories, strict=True):
        assert_same(ours, theirs)


def test_a_rate_that_is_moved_between_the_look_and_the_writing(database: Engine) -> None:
    """The state follows the record: the rate is changed where the record says so."""
    trainer, name = Trainer(BLOBS, [config()]), new_id()
    trainer.advance(20)
    snapshot = trainer.snapshot()
    trainer.set_learning_rate(0, 0.5)
    keep(database, name, snapshot)

    back = load_trainer(database, name, BLOBS)
    back.advance(100)

    assert_same(back.histories[0], trained(config()).histories[0])


def test_many_pages(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROWS", {"loss": 7, "seconds": 2, "evaluations": 2, "probes": 3})
    name = kept_at(database, 0, 6, 7, 8, 21, 33, configs=[config()])
    uninterrupted = Trainer(BLOBS, [config()])
    uninterrupted.advance(33)

    assert_same(load_history(database, name), uninterrupted.histories[0])


def test_a_run_that_has_fewer_iterations_than_were_kept(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its later pages go: once it goes on, they are written anew."""
    monkeypatch.setattr(pages, "ROWS", {"loss": 7, "seconds": 2, "evaluations": 2, "probes": 3})
    name, trainer = kept_at(database, 33, configs=[config()]), Trainer(BLOBS, [config()])
    for until in (8, 25):
        trainer.advance(until - trainer.iteration)
        keep(database, name, trainer)

        assert_same(load_history(database, name), trainer.histories[0])


def test_to_keep_the_same_twice_changes_nothing(database: Engine) -> None:
    trainer, name = Trainer(BLOBS, CONFIGS), new_id()
    trainer.advance(20)
    for _ in range(3):
        keep(database, name, trainer)

    assert len(list_runs(database)) == 3
    assert_same(load_history(database, f"{name}-2"), trainer.histories[1])


def test_loss_that_is_not_finite(database: Engine) -> None:
    diverging = config(learning_rate=1_000.0, scaling="raw", activation="relu")
    trainer, name = trained(diverging), new_id()
    trainer.histories[0].record_losses([])  # as it is
    keep(database, name, trainer, status="finished")

    assert_same(load_history(database, name), trainer.histories[0])
    assert list_runs(database)[0].verdict


def test_settings_that_a_release_did_not_have_are_the_defaults(sqlite: Engine) -> None:
    name = kept_at(sqlite, 10, configs=[config()])
    with sqlite.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE runs SET config = json_set(json_remove(config, '$.targets'), '$.unheard', 1)"
        )

    assert load_history(sqlite, name).config == replace(config(), targets="labels")


def test_other_data_than_then(database: Engine) -> None:
    name = kept_at(database, 10)

    with pytest.raises(StoreError, match="blobs holds other images now"):
        load_trainer(database, name, blobs(seed=1))
    with pytest.raises(StoreError, match="There is no data set 'blobs'"):
        load_trainer(database, name)


def test_a_run_that_is_not_there(database: Engine) -> None:
    for load in (load_history, load_network, load_trainer):
        with pytest.raises(StoreError, match="There is no kept run 'nobody'"):
            load(database, "nobody")


def test_names_are_one_line_and_cut(database: Engine) -> None:
    names = ["two\nlines\tand  more", "\x1b[31mred\x07\udcff", "x" * 5_000]
    keep(database, "run", Trainer(BLOBS, CONFIGS), names=names)
    kept = sorted(list_runs(database), key=lambda run: run.place)

    assert [run.name for run in kept] == ["two lines and more", "[31mred", "x" * 200]
