"""Trainings that go on by themselves, whatever scripts do around them."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest

from bp.app.live import work as live_module
from bp.app.live.training import LiveTraining
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread
from bp.training import Trainer
from tests.parallel.engines import FOREVER, engine_of, until
from tests.training.examples import BLOBS, assert_same, config, trained


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


Make = Callable[..., LiveTraining]


def done(training: LiveTraining) -> int:
    return training.trainer.iteration


def beyond(training: LiveTraining, iteration: int) -> None:
    """Wait for a slice."""
    until(lambda: done(training) > iteration or not training.running)


def together(*actions: Callable[[], object]) -> None:
    """Do all at the same time, each in a thread of its own."""
    ready = Barrier(len(actions))

    def run(action: Callable[[], object]) -> None:
        ready.wait()
        action()

    threads = [Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_untouched_and_at_rest_at_first(live: Make) -> None:
    ours = live()
    assert ours.untouched
    assert not ours.running
    assert ours.speed == 0


def test_it_goes_on_though_nobody_draws(live: Make) -> None:
    ours = live()
    ours.start()
    for _ in range(3):
        beyond(ours, done(ours))
    assert ours.running
    until(lambda: ours.speed > 0)


def test_nothing_is_trained_after_a_pause(live: Make) -> None:
    ours = live()
    ours.start()
    beyond(ours, 0)
    ours.pause()
    stopped = done(ours)
    other = live()
    other.start()
    beyond(other, 0)  # whoever was in front of it has come back
    beyond(other, done(other))
    assert done(ours) == stopped
    ours.start()
    beyond(ours, stopped)
    assert done(ours) > stopped


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
    assert ours.wait(60)
    assert ours.trainer.finished
    ours.start()
    assert not ours.running
    ours.set_iterations(100)
    ours.start()
    assert ours.running
    assert ours.wait(60)
    assert done(ours) == 100


def test_in_slices_it_is_the_whole_run(live: Make) -> None:
    ours = live(60)
    ours.start()
    ours.wait(60)
    assert_same(ours.trainer.histories[0], trained(config()).histories[0])


def test_steps_are_exact(live: Make) -> None:
    ours = live(60)
    for iterations, total in ((1, 1), (10, 11), (1_000, 60)):
        ours.advance(iterations)
        assert done(ours) == total
        assert not ours.running


def test_more_iterations_while_it_runs(live: Make) -> None:
    ours = live(FOREVER - 1)
    ours.start()
    beyond(ours, 0)
    ours.set_iterations(FOREVER)
    beyond(ours, done(ours))
    assert ours.running
    assert ours.trainer.iterations == FOREVER


def test_buttons_pressed_from_everywhere_do_no_harm(live: Make) -> None:
    ours = live(2_000)

    def page() -> None:
        for _ in range(10):
            ours.start()
            ours.snapshot()
            ours.pause()

    together(*[page] * 3, lambda: ours.advance(50))
    ours.pause()
    ours.advance(2_000)
    assert_same(ours.trainer.histories[0], trained(config(iterations=2_000)).histories[0])


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


def test_who_looks_on_keeps_nobody_waiting(live: Make) -> None:
    ours = live()
    ours.start()
    snapshot = ours.snapshot()  # a frame that takes as long as it likes
    for _ in range(3):
        beyond(ours, done(ours))
    assert snapshot.iteration == 0


def test_without_a_browser_it_goes_on_for_a_while(
    live: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = [True]
    ours = live(is_watched=lambda: connected[0])
    ours.start()
    beyond(ours, 0)
    connected[0] = False
    for _ in range(3):
        beyond(ours, done(ours))
    assert ours.running
    monkeypatch.setattr(live_module, "GRACE", 0.0)
    assert ours.wait(60)
    assert ours.unwatched
    connected[0] = True
    ours.start()
    beyond(ours, done(ours))
    assert ours.running
    assert not ours.unwatched


def test_what_goes_wrong_is_told_and_ends_it(live: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> None:
        raise MemoryError("no room for it")

    monkeypatch.setattr(live_module, "Job", wrong)
    ours = live()
    ours.start()
    assert ours.wait(60)
    assert ours.problem == "no room for it"
    monkeypatch.undo()


def test_its_config_has_the_rate_of_now(live: Make) -> None:
    ours = live(60)
    ours.advance(5)
    ours.set_learning_rate(0.5)
    assert ours.config == config(learning_rate=0.5)
    assert ours.configs == [config()]
