"""A Trainer that trains on the server, slice after slice, while pages come and go."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Condition, Thread

from bp.app.live.engine import engine
from bp.parallel.job import Job
from bp.training import TrainConfig, Trainer
from bp.training.pace import Pace

GRACE = 60.0  # seconds that a training goes on without a browser

logger = logging.getLogger(__name__)


class LiveTraining:
    """A Trainer, and whether it runs.

    While it runs, a thread hands one slice after another to the engine and takes what comes back.
    Nothing that a browser does or leaves undone slows it. A slice that was under way when somebody
    paused or changed the trainer is dropped, and trained again if need be.

    `is_watched` tells whether a browser is connected: GRACE seconds after the last one is gone the
    training pauses, and `lonely` says so.
    """

    def __init__(self, trainer: Trainer, is_watched: Callable[[], bool] = lambda: True) -> None:
        self.trainer = trainer
        self.is_watched = is_watched
        self.running = False
        self.lonely = False
        self.problem = ""  # why it stopped by itself, where something went wrong
        self._pace = Pace()
        self._goal: int | None = None  # the iteration to stop at; None is the end
        self._turn = 0  # raised by whatever makes a slice under way worthless
        self._seen = time.monotonic()  # when somebody last watched
        self._changed = Condition()

    @property
    def config(self) -> TrainConfig:
        """The config of the first run, with the learning rate that it has now."""
        history = self.trainer.histories[0]
        return replace(history.config, learning_rate=history.learning_rate)

    @property
    def configs(self) -> list[TrainConfig]:
        """The configs of all runs, as they were started."""
        return [history.config for history in self.trainer.histories]

    @property
    def untouched(self) -> bool:
        """Whether nothing was trained yet, so that nothing could be lost."""
        return self.trainer.iteration == 0

    @property
    def speed(self) -> float:
        """Iterations a second over the last seconds that it ran; 0 until there is a speed."""
        return self._pace.speed

    def start(self, until: int | None = None) -> None:
        """Train to iteration `until`, or to the end; where it runs already, it goes on."""
        with self._changed:
            if self.running or self.trainer.finished:
                return
            self.running, self.lonely, self.problem = True, False, ""
            self._goal = until
            self._seen = time.monotonic()
            self._pace.begin(self.trainer.iteration)
            self._begin()

    def pause(self) -> None:
        """Stop where the training is now; a slice on its way is dropped."""
        with self._changed:
            self._stop()

    def advance(self, iterations: int, patience: float | None = None) -> None:
        """Train so many iterations more, then pause; return then, or when `patience` is over."""
        self.start(self.trainer.iteration + iterations)
        self.wait(patience)

    def wait(self, patience: float | None = None) -> bool:
        """Return when it no longer runs, or after `patience` seconds; whether it no longer runs."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.running, patience)

    def set_learning_rate(self, value: float) -> None:
        """Use another learning rate for the first run from the next iteration on."""
        with self.changing() as trainer:
            trainer.set_learning_rate(0, value)

    def set_iterations(self, iterations: int) -> None:
        """Move the end; one that is passed already is left out."""
        with self.changing() as trainer:
            if iterations > trainer.iteration:
                trainer.set_iterations(iterations)

    def snapshot(self) -> Trainer:
        """The trainer as it is between two slices, to be read while the training goes on."""
        with self._changed:
            return self.trainer.snapshot()

    @contextmanager
    def changing(self) -> Iterator[Trainer]:
        """The trainer, to be changed: a slice on its way began from what it was before."""
        with self._changed:
            self._turn += 1
            try:
                yield self.trainer
            finally:
                if self.running:
                    self._begin()

    def _begin(self) -> None:
        """Have the slices of a new turn trained; the lock is held."""
        self._turn += 1
        Thread(target=self._train, args=(self._turn,), name="training", daemon=True).start()

    def _stop(self) -> None:
        self._turn += 1
        self.running = False
        self._changed.notify_all()

    def _train(self, turn: int) -> None:
        speed = 0.0
        try:
            while job := self._next_job(turn, speed):
                advanced = job.result()
                speed = advanced.speed
                with self._changed:
                    if turn != self._turn:
                        return
                    self.trainer.take(advanced.stacks, advanced.records)
                    self._pace.note(self.trainer.iteration)
                    if self.trainer.iteration >= self._end:
                        self._stop()
        except Exception as error:  # whatever it is, the page must not wait for ever
            logger.exception("A training stopped.")
            with self._changed:
                if turn == self._turn:
                    self.problem = str(error) or type(error).__name__
                    self._stop()

    @property
    def _end(self) -> int:
        return min(self._goal or self.trainer.iterations, self.trainer.iterations)

    def _next_job(self, turn: int, speed: float) -> Job | None:
        with self._changed:
            if turn != self._turn or engine().closed:
                return None
            if self._left_alone():
                self.lonely = True
                self._stop()
                return None
            stacks, left = self.trainer.stacks, self._end - self.trainer.iteration
        return Job(engine(), stacks, left, speed)  # this may take a while, so without the lock

    def _left_alone(self) -> bool:
        now = time.monotonic()
        if self.is_watched():
            self._seen = now
        return now - self._seen > GRACE
