"""A training that pages advance in slices, from as many threads as there are scripts."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest

from bp.app import live as live_module
from bp.app.live import LiveTraining
from bp.training import Trainer
from bp.training.engine import Engine
from bp.training.workers import InThisThread
from tests.training.engines import FOREVER, engine_of
from tests.training.examples import BLOBS, assert_same, config, trained


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(2, tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.fixture(params=["workers", "this thread"], autouse=True)
def engine(
    request: pytest.FixtureRequest, workers: Engine, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """Each test on worker processes, and without."""
    chosen = workers if request.param == "workers" else Engine(InThisThread, 1)
    monkeypatch.setattr(live_module, "engine", lambda: chosen)
    monkeypatch.setattr("bp.training.engine.LONGEST", 0.01)
    monkeypatch.setattr("bp.training.engine.SHORTEST", 0.002)
    return chosen


def live(iterations: int = 60) -> LiveTraining:
    return LiveTraining(Trainer(BLOBS, [config(iterations=iterations)]))


def go_on_until_more(ours: LiveTraining, turn: int) -> None:
    """Frame after frame, until a slice has come back."""
    done = ours.trainer.iteration
    while ours.running and ours.trainer.iteration == done:
        ours.go_on(turn)


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


def test_untouched_and_at_rest_at_first() -> None:
    ours = live()
    assert ours.untouched
    assert not ours.running
    ours.go_on(ours.take_over())
    assert ours.untouched


def test_a_slice_trains_once_started() -> None:
    ours = live(FOREVER)
    ours.start()
    go_on_until_more(ours, ours.take_over())
    assert not ours.untouched
    assert ours.running
    assert ours.speed > 0


def test_nothing_is_collected_after_a_pause(engine: Engine) -> None:
    ours = live(FOREVER)
    turn = ours.take_over()
    ours.start()
    go_on_until_more(ours, turn)
    assert (ours._job is not None) == engine.runs_ahead  # the next slice is on its way
    ours.pause()
    done = ours.trainer.iteration
    ours.go_on(turn)
    assert ours.trainer.iteration == done
    ours.start()
    go_on_until_more(ours, turn)
    assert ours.trainer.iteration > done


def test_a_pause_while_a_frame_waits_for_its_slice(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bp.training.engine.LONGEST", 0.2)
    monkeypatch.setattr("bp.training.engine.SHORTEST", 0.2)
    ours = live(FOREVER)
    turn = ours.take_over()
    ours.start()
    waiting = Thread(target=ours.go_on, args=(turn,))
    waiting.start()
    ours.pause()
    waiting.join()
    assert ours.untouched or not engine.runs_ahead  # in the thread, a pause waits for the slice
    done = ours.trainer.iteration
    ours.go_on(turn)
    assert ours.trainer.iteration == done


def test_a_slice_that_began_before_a_change_is_dropped() -> None:
    ours = live(FOREVER)
    turn = ours.take_over()
    ours.start()
    go_on_until_more(ours, turn)
    with ours.changing() as trainer:
        done = trainer.iteration
        trainer.set_learning_rate(0, 0.5)
    go_on_until_more(ours, turn)
    ours.pause()
    history = ours.trainer.histories[0]
    assert history.rates == [(0, 0.1), (done, 0.5)]
    again = Trainer(BLOBS, [config(iterations=FOREVER)])
    again.advance(done)
    again.set_learning_rate(0, 0.5)
    again.advance(history.iteration - done)
    assert_same(history, again.histories[0])


def test_an_older_turn_collects_nothing() -> None:
    ours = live(FOREVER)
    old = ours.take_over()
    new = ours.take_over()
    ours.start()
    for _ in range(3):
        ours.go_on(old)
    assert ours.untouched
    go_on_until_more(ours, new)
    assert not ours.untouched


def test_a_new_turn_collects_what_an_older_one_asked_for() -> None:
    ours = live(FOREVER)
    ours.start()
    go_on_until_more(ours, ours.take_over())
    done = ours.trainer.iteration
    go_on_until_more(ours, ours.take_over())
    assert ours.trainer.iteration > done
    alone = Trainer(BLOBS, [config(iterations=FOREVER)])
    alone.advance(ours.trainer.iteration)
    assert_same(ours.trainer.histories[0], alone.histories[0])


def test_it_stops_at_the_end_and_stays_stopped() -> None:
    ours = live()
    turn = ours.take_over()
    ours.start()
    while ours.running:
        ours.go_on(turn)
    assert ours.trainer.finished
    ours.start()
    assert not ours.running
    ours.trainer.set_iterations(100)
    ours.start()
    assert ours.running


def test_in_slices_it_is_the_whole_run() -> None:
    ours = live()
    ours.start()
    while ours.running:
        ours.go_on(ours.take_over())
    assert_same(ours.trainer.histories[0], trained(config()).histories[0])


def test_buttons_pressed_from_everywhere_do_no_harm() -> None:
    ours = live(2_000)

    def page() -> None:
        for _ in range(10):
            turn = ours.take_over()
            ours.start()
            ours.go_on(turn)
            ours.pause()

    together(*[page] * 3, lambda: ours.advance(50))
    assert not ours.running
    ours.advance(2_000)
    assert_same(ours.trainer.histories[0], trained(config(iterations=2_000)).histories[0])


def test_at_rest_keeps_slices_waiting() -> None:
    ours = live(FOREVER)
    ours.start()
    turn = ours.take_over()
    with ours.at_rest() as trainer:
        waiting = Thread(target=go_on_until_more, args=(ours, turn))
        waiting.start()
        assert trainer.iteration == 0
    waiting.join()
    assert ours.trainer.iteration > 0


def test_its_config_has_the_rate_of_now() -> None:
    ours = live()
    ours.advance(5)
    ours.trainer.set_learning_rate(0, 0.5)
    assert ours.config == config(learning_rate=0.5)
    assert ours.configs == [config()]
