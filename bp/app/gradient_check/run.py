"""A gradient check from fresh weights to the last figure, done in slices."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np
import pandas as pd

from bp.app.gradient_check.settings import CheckSettings
from bp.charts.gradient_check.charts import PRECISIONS
from bp.data import Dataset, fit_scaling
from bp.gradient_check import GradientCheck, broken, error_by_step
from bp.nn import TwoLayerNet, recast
from bp.training import Trainer
from bp.training.targets import TARGETS

SLICE = 0.15  # seconds of work between two frames


class CheckRun:
    """Train first, then measure the error for every step, then check entry by entry.

    `check` is None until the training is done; `problem` is a sentence where it cannot be done.
    """

    def __init__(self, settings: CheckSettings, dataset: Dataset, draw: int = 0) -> None:
        self.settings = settings
        self.draw = draw  # which random sample of the entries: the first, the second, ...
        self.trainer = Trainer(dataset, [settings.config])
        scaling = fit_scaling(dataset, settings.config.scaling)
        self.x = scaling.apply(dataset.x_train[: settings.samples])
        labels = dataset.t_train[: settings.samples]
        self.t = TARGETS[settings.config.targets](labels, dataset.num_classes)
        self.check: GradientCheck | None = None
        self.errors = pd.DataFrame(columns=["h", "relative_error", "precision"])
        self.problem = ""
        self.seconds = 0.0  # spent on the check itself

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.problem) or (self.check is not None and self.check.finished)

    @property
    def parameters(self) -> int:
        """The number of parameters of the network."""
        return sum(array.size for array in self.trainer.networks[0].params.values())

    @property
    def best_steps(self) -> dict[str, tuple[float, float]]:
        """For each precision, the step with the smallest error, and that error."""
        best = self.errors.sort_values("relative_error").drop_duplicates("precision")
        return {
            str(precision): (float(h), float(error))
            for precision, h, error in zip(
                best["precision"], best["h"], best["relative_error"], strict=True
            )
        }

    def network(self, precision: str) -> TwoLayerNet:
        """The network that is checked; with the mistake, where one is asked for."""
        network = recast(self.trainer.networks[0], precision)
        mistake = self.settings.mistake
        return broken(network, mistake) if mistake else network

    def advance_for(self, seconds: float) -> None:
        """Go on until `seconds` have passed, by one part at least."""
        until = time.perf_counter() + seconds
        try:
            while not self.finished:
                self._advance(max(until - time.perf_counter(), 0))
                if time.perf_counter() >= until:
                    break
        except ValueError as error:
            self.problem = str(error)

    def _advance(self, seconds: float) -> None:
        if self.trainer.iteration < self.settings.iterations:
            self.trainer.advance_for(seconds)
        elif self.check is None:
            self._measure_steps()
            self.check = GradientCheck(
                self.network(self.settings.precision),
                self.x,
                self.t,
                h=self.settings.h,
                entries=self.settings.entries,
                rng=np.random.default_rng([self.settings.config.seed, self.draw]),
            )
        else:
            started = time.perf_counter()
            self.check.advance_for(seconds)
            self.seconds += time.perf_counter() - started

    def _measure_steps(self) -> None:
        self.errors = pd.concat(
            [
                error_by_step(
                    self.network(precision), self.x, self.t, rng=np.random.default_rng(0)
                ).assign(precision=precision)
                for precision in PRECISIONS
            ],
            ignore_index=True,
        )


class LiveCheck:
    """A run, whether it goes on, and who may advance it: the latest full run of the page."""

    def __init__(self, run: CheckRun) -> None:
        self.run = run
        self.running = True
        self._turn = 0
        self._lock = Lock()

    def take_over(self) -> int:
        """Return the number of a new turn; slices of earlier turns end."""
        self._turn += 1
        return self._turn

    def go_on(self) -> None:
        """Let the page's slices work."""
        self.running = not self.run.finished

    def stop(self) -> None:
        """Let no further slice begin."""
        self.running = False

    def advance_slice(self, turn: int) -> None:
        """Work for one slice, if this turn is the latest and nobody stopped it."""
        with self._lock:
            if turn != self._turn or not self.running:
                return
            self.run.advance_for(SLICE)
            if self.run.finished:
                self.running = False

    @contextmanager
    def at_rest(self) -> Iterator[CheckRun]:
        """The run between two slices."""
        with self._lock:
            yield self.run
