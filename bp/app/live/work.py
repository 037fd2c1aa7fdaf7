"""Work that the server advances, slice after slice, while pages come and go."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import Generic, TypeVar

from bp.app.live.engine import engine
from bp.app.live.pace import Pace
from bp.parallel.job import Job
from bp.parallel.sliced import Sliced

GRACE = 60.0  # seconds that work goes on without a browser

logger = logging.getLogger(__name__)

Work = TypeVar("Work", bound=Sliced)


class LiveWork(Generic[Work]):
    """Something that is advanced in slices, and whether it runs.

    While it runs, a thread hands one slice after another to the engine and takes what comes back.
    Nothing that a browser does or leaves undone slows it. A slice that was under way when somebody
    paused or changed the work is dropped, and done again if need be.

    `is_watched` tells whether a browser is connected: GRACE seconds after the last one is gone the
    work pauses, and `unwatched` says so.
    """

    def __init__(self, work: Work, is_watched: Callable[[], bool] = lambda: True) -> None:
        self.work = work
        self.is_watched = is_watched
        self.running = False
        self.unwatched = False
        self.problem = ""  # why it stopped by itself, where something went wrong
        self._pace = Pace()
        self._goal: int | None = None  # the unit to stop at; None is the end
        self._turn = 0  # raised by whatever makes a slice under way worthless
        self._seen = time.monotonic()  # when somebody last watched
        self._changed = Condition()

    @property
    def done(self) -> int:
        """Units done."""
        return self.work.progress[0]

    @property
    def untouched(self) -> bool:
        """Whether nothing was done yet, so that nothing could be lost."""
        return self.done == 0

    @property
    def speed(self) -> float:
        """Units a second over the last seconds that it ran; 0 until there is a speed."""
        return self._pace.speed

    def start(self, until: int | None = None) -> None:
        """Go on to unit `until`, or to the end; where it runs already, it goes on."""
        with self._changed:
            if self.running or self.work.finished:
                return
            self.running, self.unwatched, self.problem = True, False, ""
            self._goal = until
            self._seen = time.monotonic()
            self._pace.begin(self.done)
            self._begin()

    def pause(self) -> None:
        """Stop where it is now; a slice on its way is dropped."""
        with self._changed:
            self._stop()

    def advance(self, units: int, patience: float | None = None) -> None:
        """Do so many units more, then pause; return then, or when `patience` is over."""
        self.start(self.done + units)
        self.wait(patience)

    def wait(self, patience: float | None = None) -> bool:
        """Return when it no longer runs, or after `patience` seconds; whether it no longer runs."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.running, patience)

    def snapshot(self) -> Work:
        """The work as it is between two slices, to be read while it goes on."""
        with self._changed:
            return self.work.snapshot()

    @contextmanager
    def changing(self) -> Iterator[Work]:
        """The work, to be changed: a slice on its way began from what it was before."""
        with self._changed:
            self._turn += 1
            try:
                yield self.work
            finally:
                if self.running:
                    self._begin()

    def _begin(self) -> None:
        """Have the slices of a new turn done; the lock is held."""
        self._turn += 1
        Thread(target=self._run, args=(self._turn,), name="slices", daemon=True).start()

    def _stop(self) -> None:
        self._turn += 1
        self.running = False
        self._changed.notify_all()

    def _run(self, turn: int) -> None:
        speed = 0.0
        try:
            while job := self._next_job(turn, speed):
                advanced = job.result()
                with self._changed:
                    if turn != self._turn:
                        return
                    before = self.done
                    self.work.take(advanced.parts, advanced.records)
                    speed = (self.done - before) / max(advanced.seconds, 1e-9)
                    self._pace.note(self.done)
                    if self.work.finished or self.done >= self._end:
                        self._stop()
        except Exception as error:  # whatever it is, the page must not wait for ever
            logger.exception("Work in the background stopped.")
            with self._changed:
                if turn == self._turn:
                    self.problem = str(error) or type(error).__name__
                    self._stop()

    @property
    def _end(self) -> int:
        end = self.work.progress[1]
        return min(self._goal or end, end)

    def _next_job(self, turn: int, speed: float) -> Job | None:
        with self._changed:
            if turn != self._turn or engine().closed:
                return None
            if self._left_alone():
                self.unwatched = True
                self._stop()
                return None
            advance, parts = self.work.advance_parts, self.work.parts
            left = self._end - self.done
        # What follows may take a while, so without the lock.
        self.work.share_data(engine().shared)
        return Job(engine(), advance, parts, left, speed)

    def _left_alone(self) -> bool:
        now = time.monotonic()
        if self.is_watched():
            self._seen = now
        return now - self._seen > GRACE
