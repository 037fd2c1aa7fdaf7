"""A gradient check from fresh weights to the last figure, done in slices."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import asdict
from typing import Any, Self

import numpy as np
import pandas as pd

from bp.app.gradient_check.settings import CheckSettings
from bp.app.gradient_check.text import finding
from bp.charts.gradient_check.charts import PRECISIONS
from bp.data import Dataset, fit_scaling
from bp.gradient_check import GradientCheck, StepSweep, broken
from bp.gradient_check.stage import Stage, advance_stage
from bp.nn import TwoLayerNet, recast
from bp.parallel.sliced import Advance
from bp.training import Trainer
from bp.training.targets import TARGETS


class CheckRun:
    """Train first, then measure the error for every step, then check entry by entry.

    Work that is advanced in slices, as `bp.parallel.sliced` has it. `check` is None until the
    training is done; `problem` is a sentence where it cannot be done.
    """

    def __init__(self, settings: CheckSettings, dataset: Dataset) -> None:
        self.settings = settings
        self.trainer = Trainer(dataset, [settings.config])
        scaling = fit_scaling(dataset, settings.config.scaling)
        pixels, labels = dataset.sample
        self.x = scaling.apply(pixels[: settings.samples])
        labels = labels[: settings.samples]
        self.t = TARGETS[settings.config.targets](labels, dataset.num_classes)
        self.sweeps: dict[str, StepSweep] = {}  # by precision
        self.check: GradientCheck | None = None
        self.problem = ""
        self.seconds = 0.0  # that workers spent on the check itself
        self._begin_check()

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.problem) or (self.check is not None and self.check.finished)

    @property
    def progress(self) -> tuple[int, int]:
        """Iterations, steps and parameters done, and how many there are in all."""
        done, total = self.trainer.iteration, self.settings.iterations
        if self.check is None:
            return done, total + 1  # at least: how much is known when the training is done
        stages: list[StepSweep | GradientCheck] = [*self.sweeps.values(), self.check]
        done += sum(stage.done for stage in stages)
        return done, total + sum(stage.total for stage in stages)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes, without the data."""
        return self.trainer.nbytes + (Stage(self.check).nbytes if self.check else 0)

    @property
    def best_steps(self) -> dict[str, tuple[float, float]]:
        """For each precision, the step with the smallest error, and that error."""
        return {
            precision: min(zip(sweep.steps, sweep.errors, strict=True), key=lambda pair: pair[1])
            for precision, sweep in self.sweeps.items()
        }

    def errors(self) -> pd.DataFrame:
        """The error by step: columns h, relative_error and precision."""
        return pd.concat(
            [sweep.table().assign(precision=name) for name, sweep in self.sweeps.items()],
            ignore_index=True,
        )

    def network(self, precision: str) -> TwoLayerNet:
        """The network that is checked; with the mistake, where one is asked for."""
        network = recast(self.trainer.networks[0], precision)
        mistake = self.settings.mistake
        return broken(network, mistake) if mistake else network

    # What is kept of it

    @property
    def dataset(self) -> Dataset:
        """What it is done on."""
        return self.trainer.dataset

    @property
    def description(self) -> dict[str, Any]:
        """What it was asked, as JSON has it: the same gives the same figures."""
        return asdict(self.settings)

    @property
    def headline(self) -> str:
        """The verdict on what is checked so far."""
        return finding(self, running=False).headline

    @property
    def found(self) -> dict[str, Any]:
        """How many parameters are checked of how many, and the figures of each array, as JSON."""
        if self.check is None:
            return {"done": 0, "total": 0, "arrays": []}
        arrays = self.check.summary().to_dict("records")
        return {"done": self.check.done, "total": self.check.total, "arrays": arrays}

    # What is advanced in slices

    @property
    def parts(self) -> Sequence[Any]:
        """What the next slice begins from: the training, a sweep over steps, or the check."""
        return [Stage(self._stage)] if self.check else self.trainer.parts

    @property
    def advance_parts(self) -> Advance:
        """What a worker does with them."""
        return advance_stage if self.check else self.trainer.advance_parts

    def take(self, parts: Sequence[Any], records: Sequence[Any]) -> None:
        """Go on from `parts`, which were advanced from those at hand, and from their records."""
        if self.check is None:
            self.trainer.take(parts, records)
            self._begin_check()
            return
        (stage,), (seconds,) = parts, records
        if isinstance(stage.doing, GradientCheck):
            self.check = stage.doing
            self.seconds += seconds
        else:
            (precision,) = (key for key, sweep in self.sweeps.items() if sweep is self._stage)
            self.sweeps = self.sweeps | {precision: stage.doing}

    def share_data(self, shared: Callable[[Dataset], Dataset]) -> None:
        """Train on `shared(data)` from now on, the same data held somewhere else."""
        self.trainer.share_data(shared)

    def snapshot(self) -> Self:
        """What was taken by now, to be read while the check goes on."""
        snapshot = copy(self)
        snapshot.trainer = self.trainer.snapshot()
        return snapshot

    @property
    def _stage(self) -> "StepSweep | GradientCheck":
        assert self.check is not None
        unfinished = (sweep for sweep in self.sweeps.values() if not sweep.finished)
        return next(unfinished, self.check)

    def _begin_check(self) -> None:
        """Make ready what follows the training, once that is done."""
        if self.trainer.iteration < self.settings.iterations:
            return
        try:
            networks = {precision: self.network(precision) for precision in PRECISIONS}
            self.sweeps = {
                precision: StepSweep(network, self.x, self.t, rng=np.random.default_rng(0))
                for precision, network in networks.items()
            }
            self.check = GradientCheck(
                networks[self.settings.precision],
                self.x,
                self.t,
                h=self.settings.h,
                entries=self.settings.entries,
                rng=np.random.default_rng([self.settings.config.seed, self.settings.sample]),
            )
        except ValueError as error:
            self.problem = str(error)
