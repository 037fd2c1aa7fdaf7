"""A Trainer that a page advances in slices, while scripts come and go around it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from bp.training import TrainConfig, Trainer

SLICE = 0.15  # seconds of training between two frames
FRAME = 0.1  # seconds that the browser waits before it asks for the next frame


class LiveTraining:
    """A Trainer, whether it runs, and who may advance it.

    A press on a button starts a new script while the old one may still be in its slice. Each
    full run of a page takes over (`take_over`), and slices of an earlier one are not begun;
    the lock keeps the rest apart.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.running = False
        self.speed = 0.0  # iterations a second, of the last slice
        self._turn = 0
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
        """Return the number of a new turn; slices of earlier turns end."""
        self._turn += 1
        return self._turn

    def start(self) -> None:
        """Let the page's slices train."""
        self.running = not self.trainer.finished

    def pause(self) -> None:
        """Let no further slice begin."""
        self.running = False

    def advance(self, iterations: int) -> None:
        """Train so many iterations at once, running or not."""
        with self._lock:
            self.trainer.advance(iterations)

    def advance_slice(self, turn: int) -> None:
        """Train for one slice, if this turn is the latest and nobody paused."""
        with self._lock:
            if turn != self._turn or not self.running:
                return
            before, started = self.trainer.iteration, time.perf_counter()
            self.trainer.advance_for(SLICE)
            self.speed = (self.trainer.iteration - before) / (time.perf_counter() - started)
            if self.trainer.finished:
                self.running = False

    @contextmanager
    def at_rest(self) -> Iterator[Trainer]:
        """The trainer between two slices, to be read or changed."""
        with self._lock:
            yield self.trainer
