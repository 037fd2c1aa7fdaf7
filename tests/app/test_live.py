"""A training that pages advance in slices, from as many threads as there are scripts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest

from bp.app import live as live_module
from bp.app.live import LiveTraining
from bp.training import Trainer
from tests.training.examples import BLOBS, assert_same, config, trained


class Watched(Trainer):
    """A Trainer that notices when two threads advance it at a time."""

    busy = 0
    most = 0

    def advance(self, iterations: int) -> None:
        with self._seen():
            super().advance(iterations)

    def advance_for(self, seconds: float) -> None:
        with self._seen():
            super().advance_for(seconds)

    @contextmanager
    def _seen(self) -> Iterator[None]:
        self.busy += 1
        self.most = max(self.most, self.busy)
        yield
        self.busy -= 1


@pytest.fixture(autouse=True)
def _short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "SLICE", 0.002)


def live(iterations: int = 60) -> LiveTraining:
    return LiveTraining(Watched(BLOBS, [config(iterations=iterations)]))


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
    ours.advance_slice(ours.take_over())
    assert ours.untouched


def test_a_slice_trains_once_started() -> None:
    ours = live(1_000_000)
    ours.start()
    ours.advance_slice(ours.take_over())
    assert not ours.untouched
    assert ours.running
    assert ours.speed > 0


def test_no_slice_begins_after_a_pause() -> None:
    ours = live(1_000_000)
    turn = ours.take_over()
    ours.start()
    ours.advance_slice(turn)
    ours.pause()
    done = ours.trainer.iteration
    ours.advance_slice(turn)
    assert ours.trainer.iteration == done
    ours.start()
    ours.advance_slice(turn)
    assert ours.trainer.iteration > done


def test_slices_of_an_older_turn_do_nothing() -> None:
    ours = live(1_000_000)
    old = ours.take_over()
    new = ours.take_over()
    ours.start()
    ours.advance_slice(old)
    assert ours.untouched
    ours.advance_slice(new)
    assert not ours.untouched


def test_it_stops_at_the_end_and_stays_stopped() -> None:
    ours = live()
    turn = ours.take_over()
    ours.start()
    while ours.running:
        ours.advance_slice(turn)
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
        ours.advance_slice(ours.take_over())
    assert_same(ours.trainer.histories[0], trained(config()).histories[0])


def test_two_threads_never_advance_at_the_same_time() -> None:
    ours = live(1_000_000)
    ours.start()
    turn = ours.take_over()

    def slices() -> None:
        for _ in range(20):
            ours.advance_slice(turn)

    together(slices, slices, slices, lambda: ours.advance(50))
    assert isinstance(ours.trainer, Watched)
    assert ours.trainer.most == 1


def test_buttons_pressed_from_everywhere_do_no_harm() -> None:
    ours = live(2_000)

    def page() -> None:
        for _ in range(10):
            turn = ours.take_over()
            ours.start()
            ours.advance_slice(turn)
            ours.pause()

    together(*[page] * 4)
    assert isinstance(ours.trainer, Watched)
    assert ours.trainer.most == 1
    assert not ours.running
    ours.advance(2_000)
    assert_same(ours.trainer.histories[0], trained(config(iterations=2_000)).histories[0])


def test_at_rest_keeps_slices_waiting() -> None:
    ours = live(1_000_000)
    ours.start()
    turn = ours.take_over()
    with ours.at_rest() as trainer:
        waiting = Thread(target=ours.advance_slice, args=(turn,))
        waiting.start()
        trainer.set_learning_rate(0, 0.5)
        assert trainer.iteration == 0
    waiting.join()
    assert ours.trainer.iteration > 0
    assert ours.trainer.histories[0].rates == [(0, 0.5)]


def test_its_config_has_the_rate_of_now() -> None:
    ours = live()
    ours.advance(5)
    ours.trainer.set_learning_rate(0, 0.5)
    assert ours.config == config(learning_rate=0.5)
    assert ours.configs == [config()]


def test_a_slice_keeps_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "SLICE", 0.1)
    ours, started = live(1_000_000), time.perf_counter()
    ours.start()
    ours.advance_slice(ours.take_over())
    assert 0.1 <= time.perf_counter() - started < 2
