"""A training that is changed while it runs, and looked at."""

from bp.training import Trainer
from tests.app.live.work.waiting import Make, beyond, done
from tests.parallel.engines import FOREVER
from tests.training.examples import BLOBS, assert_same, config


def test_a_slice_that_began_before_a_change_is_dropped(live: Make) -> None:
    ours = live()
    ours.start()
    beyond(ours, 0)
    with ours.changing() as trainer:
        changed = trainer.iteration
        trainer.set_learning_rate(0, 0.5)
    beyond(ours, changed)
    ours.pause()
    history = ours.trainer.histories[0]
    assert history.rates == [(0, 0.1), (changed, 0.5)]
    again = Trainer(BLOBS, [config(iterations=FOREVER)])
    again.advance(changed)
    again.set_learning_rate(0, 0.5)
    again.advance(history.iteration - changed)
    assert_same(history, again.histories[0])


def test_it_stops_at_the_end_and_stays_stopped(live: Make) -> None:
    ours = live(60)
    ours.start()
    assert ours.wait(300)
    assert ours.trainer.finished
    ours.start()
    assert not ours.running
    ours.set_iterations(100)
    ours.start()
    assert ours.running
    assert ours.wait(300)
    assert done(ours) == 100


def test_more_iterations_while_it_runs(live: Make) -> None:
    ours = live(FOREVER - 1)
    ours.start()
    beyond(ours, 0)
    ours.set_iterations(FOREVER)
    beyond(ours, done(ours))
    assert ours.running
    assert ours.trainer.iterations == FOREVER


def test_a_snapshot_stays_as_it_was(live: Make) -> None:
    ours = live()
    ours.start()
    beyond(ours, 0)
    snapshot = ours.snapshot()
    taken = snapshot.iteration
    losses = snapshot.histories[0].loss.copy()
    evaluations = snapshot.histories[0].evaluations
    weights = snapshot.networks[0].params["W1"]
    beyond(ours, taken)
    ours.set_learning_rate(0.5)
    history = snapshot.histories[0]
    assert snapshot.iteration == history.iteration == taken
    assert (history.loss == losses).all()
    assert history.evaluations.equals(evaluations)
    assert history.learning_rate == 0.1
    assert (snapshot.networks[0].params["W1"] == weights).all()


def test_its_config_has_the_rate_of_now(live: Make) -> None:
    ours = live(60)
    ours.advance(5)
    ours.set_learning_rate(0.5)
    assert ours.config == config(learning_rate=0.5)
    assert ours.configs == [config()]
