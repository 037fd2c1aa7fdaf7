"""Trainings that go on by themselves, whatever scripts do around them."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from bp.app.live import work as live_module
from tests.app.live.work.waiting import Make, beyond, done
from tests.parallel.engines import until
from tests.training.examples import assert_same, config, trained


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


def test_in_slices_it_is_the_whole_run(live: Make) -> None:
    ours = live(60)
    ours.start()
    ours.wait(300)
    assert_same(ours.trainer.histories[0], trained(config()).histories[0])


def test_steps_are_exact(live: Make) -> None:
    ours = live(60)
    for iterations, total in ((1, 1), (10, 11), (1_000, 60)):
        ours.advance(iterations)
        assert done(ours) == total
        assert not ours.running


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
    assert ours.wait(300)
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
    assert ours.wait(300)
    assert ours.problem == "no room for it"
    monkeypatch.undo()
