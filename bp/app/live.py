"""A Trainer that a page advances in slices, while scripts come and go around it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from bp.app.engine import engine
from bp.training import TrainConfig, Trainer
from bp.training.job import Job

FRAME = 0.1  # seconds that the browser waits before it asks for the next frame
PATIENCE = 1.0  # seconds that a frame waits for the slice that the next one shows


class LiveTraining:
    """A Trainer, whether it runs, and who may advance it.

    Slices are trained by the engine, away from the scripts of the pages. A press on a button
    starts a new script while the old one may still wait for its slice. Each full run of a page
    takes over (`take_over`), and only the latest collects what comes back; a slice that was under
    way when somebody paused or changed the trainer is dropped, and trained again if need be.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.running = False
        self.speed = 0.0  # iterations a second, of the last slice
        self._turn = 0
        self._job: Job | None = None
        self._began = 0.0  # when the job at hand was handed over
        self._lock = Lock()

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

    def take_over(self) -> int:
        """Return the number of a new turn; scripts of earlier turns collect nothing more."""
        self._turn += 1
        return self._turn

    def start(self) -> None:
        """Let slices be trained."""
        self.running = not self.trainer.finished

    def pause(self) -> None:
        """Stop where the training is now; a slice on its way is dropped."""
        with self._lock:
            self.running, self._job = False, None

    def advance(self, iterations: int) -> None:
        """Train so many iterations at once, running or not."""
        with self.changing() as trainer:
            trainer.advance(iterations)

    def go_on(self, turn: int) -> None:
        """Collect the slice on its way, waiting a little, and hand over the next."""
        with self._lock:
            job = self._job = self._next_job(turn) if self._job is None else self._job
        result = job.result(PATIENCE) if job else None
        with self._lock:
            if job is None or result is None or job is not self._job or turn != self._turn:
                return
            before = self.trainer.iteration
            self.trainer.take(*result)
            self.speed = (self.trainer.iteration - before) / (time.perf_counter() - self._began)
            self.running = not self.trainer.finished
            self._job = self._next_job(turn) if engine().runs_ahead else None

    @contextmanager
    def at_rest(self) -> Iterator[Trainer]:
        """The trainer between two slices, to be read."""
        with self._lock:
            yield self.trainer

    @contextmanager
    def changing(self) -> Iterator[Trainer]:
        """The trainer, to be changed: a slice on its way began from what it was before."""
        with self._lock:
            self._job = None
            yield self.trainer

    def _next_job(self, turn: int) -> Job | None:
        if not self.running or turn != self._turn:
            return None
        self._began = time.perf_counter()
        left = self.trainer.iterations - self.trainer.iteration
        return Job(engine(), self.trainer.stacks, left, self.speed)
