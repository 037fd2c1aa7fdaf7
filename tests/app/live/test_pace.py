"""The speed is that of the last seconds."""

from bp.app.live.pace import STALLED, WINDOW, Pace


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def paced(seconds: float, speed: float, watch: Watch, pace: Pace, done: int = 0) -> int:
    """Go on for so long at this speed, in slices of 0.1 s."""
    for _ in range(round(seconds / 0.1)):
        watch.now += 0.1
        done += round(speed / 10)
        pace.note(done)
    return done


def test_no_speed_before_there_is_one() -> None:
    pace = Pace(Watch())
    assert pace.speed == 0
    pace.begin(500)
    assert pace.speed == 0


def test_what_was_done_before_does_not_count() -> None:
    watch = Watch()
    pace = Pace(watch)
    pace.begin(10_000)
    watch.now = 0.5
    pace.note(10_100)
    assert pace.speed == 200


def test_a_change_is_seen_within_the_window() -> None:
    watch = Watch()
    pace = Pace(watch)
    pace.begin(0)
    done = paced(60, 1_000, watch, pace)
    assert round(pace.speed) == 1_000
    done = paced(WINDOW / 2, 100, watch, pace, done)
    assert 400 < pace.speed < 700  # half of the window at each
    paced(WINDOW, 100, watch, pace, done)
    assert round(pace.speed) == 100


def test_one_slow_slice_among_fast_ones_hardly_shows() -> None:
    watch = Watch()
    pace = Pace(watch)
    pace.begin(0)
    done = paced(10, 1_000, watch, pace)
    watch.now += 0.5
    pace.note(done + 100)
    assert pace.speed > 800


def test_a_slice_longer_than_the_window() -> None:
    watch = Watch()
    pace = Pace(watch)
    pace.begin(0)
    for _ in range(3):
        watch.now += 2 * WINDOW
        pace.note(round(watch.now))
    assert round(pace.speed, 3) == 1


def test_without_news_it_falls() -> None:
    watch = Watch()
    pace = Pace(watch)
    pace.begin(0)
    paced(10, 1_000, watch, pace)
    watch.now += STALLED / 2
    assert round(pace.speed) == 1_000
    watch.now += 9 * WINDOW
    assert pace.speed < 110
