"""Runs that share their batches, trained together as one stacked network."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.data import Dataset, fit_scaling
from bp.training.arrays import StackedArrays
from bp.training.batch_sampler import BatchSampler
from bp.training.config import TrainConfig
from bp.training.descent import Batches, Descent
from bp.training.evaluation import Evaluator
from bp.training.optimizers import OPTIMIZERS
from bp.training.recording.measured import Measured
from bp.training.recording.record import Record
from bp.training.recording.schedule import is_evaluated, is_probed
from bp.training.start import (
    for_varying_pixels,
    generators,
    initial_network,
    length_at_zero_pixels,
)

Array = NDArray[Any]

# Made anew where they are needed.
BUFFERS = ("batches", "descent", "evaluator", "rates", "decay", "few_looks")


class Stack(Measured):
    """Gradient descent for runs that share a shape, a scaling, an optimizer and a seed.

    A value: what training changes is here, and is all that is pickled beside a name for the data.
    What was recorded on the way goes into the Record that `step` is given; of a `sparse` one that
    is little (see `few_looks`).
    """

    def __init__(
        self, dataset: Dataset, configs: Sequence[TrainConfig], *, sparse: bool = False
    ) -> None:
        self.config = configs[0]
        self.sparse = sparse  # whether it is looked at a few times only, on a sample
        scales = [config.weight_init_std for config in configs]  # all else of a start is shared
        made = {config.weight_init_std: initial_network(dataset, config) for config in configs}
        # A weight decay moves the weights of every pixel; else those of constant zero pixels stay.
        self.data = dataset if self.config.weight_decay else dataset.varying_pixels.data
        self.lengths_left_out = np.zeros(len(configs))
        if not self.config.weight_decay:
            left_out = {each: length_at_zero_pixels(net, dataset) for each, net in made.items()}
            self.lengths_left_out[:] = [left_out[scale] for scale in scales]
            made = {scale: for_varying_pixels(net, dataset) for scale, net in made.items()}
        self.params = StackedArrays.of_networks([made[scale] for scale in scales])
        self.weight_decays = np.array([config.weight_decay for config in configs], np.float32)
        self.optimizer = OPTIMIZERS[self.config.optimizer].make()
        rng = generators(self.config)[1]
        self.sampler = BatchSampler(rng, len(dataset.x_train), self.config.batch_size)
        self.learning_rates = np.array([config.learning_rate for config in configs], np.float32)
        self.iteration = 0
        self.seconds = 0.0
        self.counted: tuple[int, Array] | None = None  # when dead units were last, and how many

    def __getstate__(self) -> dict[str, Any]:
        """Without the buffers."""
        return {name: value for name, value in vars(self).items() if name not in BUFFERS}

    def step(self, record: Record) -> None:
        """One iteration of every run: batch, forward, backward, update."""
        if self.iteration == 0:
            self._evaluate(record)
        started = time.perf_counter()
        losses, grads, decayed = self.gradients()
        if self._is_due(is_probed):
            self._probe(losses, grads, decayed, record)
        self.optimizer.update(self.params.flat, decayed, self.rates)
        record.losses.append(losses)
        self.iteration += 1
        self.seconds += time.perf_counter() - started
        if self._is_due(is_evaluated):
            self._evaluate(record)

    def gradients(self) -> tuple[Array, StackedArrays, Array]:
        """Batch, forward, backward: the losses `(runs,)` of the next batch and their gradients.

        The third value is the gradients with the weight decay, in the order of `params.flat`.
        """
        x, t = self.batches.batch(self.sampler.next_batch())
        losses, y = self.descent.loss(self.descent.forward(x), t)
        grads = self.descent.backward(x, t, y)
        decayed = grads.flat if self.decay is None else grads.flat + self.decay * self.params.flat
        return losses, grads, decayed

    @cached_property
    def batches(self) -> Batches:
        """The training part in batches."""
        scaling = fit_scaling(self.data, self.config.scaling)
        return Batches(self.data, scaling, self.config.targets, self.config.batch_size)

    @cached_property
    def descent(self) -> Descent:
        """The gradients of the parameters."""
        return Descent(self.params, self.config.activation, self.config.batch_size)

    @cached_property
    def evaluator(self) -> Evaluator:
        """What is to be seen of the networks."""
        return Evaluator(self.params, self.config.activation, self.batches.scaling)

    @cached_property
    def rates(self) -> Array:
        """The learning rates to update with: one for every entry of `params.flat`, or for all."""
        return self.params.for_every_entry(self.learning_rates)

    @cached_property
    def decay(self) -> Array | None:
        """For every entry of `params.flat`, how much of it is added to its gradient; None: 0."""
        if not self.config.weight_decay:
            return None
        decay = self.params.with_flat(np.zeros_like(self.params.flat))
        for key in ("W1", "W2"):
            decay.by_run()[key].T[...] = self.weight_decays
        return decay.flat

    def params_of(self, run: int) -> dict[str, Array]:
        """The parameters of one run, as parts of those that are trained."""
        return {key: array[run] for key, array in self.params.by_run().items()}

    @property
    def work(self) -> int:
        """What an iteration costs, in multiplications of a forward pass."""
        return self.params.W1.size * self.config.batch_size

    @property
    def nbytes(self) -> int:
        """The size of its weights and of what the optimizer remembers, which are most of it."""
        remembered = vars(self.optimizer).values()
        arrays = [self.params.flat, *(each for each in remembered if isinstance(each, np.ndarray))]
        return sum(array.nbytes for array in arrays)

    def set_iterations(self, iterations: int) -> None:
        """Move the end."""
        self.config = replace(self.config, iterations=iterations)
        vars(self).pop("few_looks", None)

    def set_learning_rate(self, run: int, value: float) -> None:
        """Use another learning rate for one run from the next iteration on."""
        self.learning_rates[run] = value
        vars(self).pop("rates", None)

    def keep(self, runs: Sequence[int]) -> None:
        """Go on with these of its runs alone."""
        before = self.params
        self.params = before.of_runs(runs)
        for name, value in vars(self.optimizer).items():
            if isinstance(value, np.ndarray):
                setattr(self.optimizer, name, before.with_flat(value).of_runs(runs).flat)
        for name in ("learning_rates", "weight_decays", "lengths_left_out"):
            setattr(self, name, getattr(self, name)[list(runs)])
        if self.counted is not None:
            self.counted = self.counted[0], self.counted[1][list(runs)]
        self.seconds *= len(runs) / before.runs
        for name in BUFFERS:
            vars(self).pop(name, None)


def advance_together(
    stacks: Sequence[Stack], iterations: int, seconds: float = float("inf")
) -> list[Record]:
    """Train every stack for so many iterations, or until the time is up; one record a stack.

    All do the same number: one at least, unless they are finished. Sparse ones stop at each look.
    """
    records = [Record() for _ in stacks]
    until = time.perf_counter() + seconds
    # A run that diverges does so in plain sight: its losses are recorded as inf or nan.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(min(iterations, stacks[0].next_stop - stacks[0].iteration)):
            for stack, record in zip(stacks, records, strict=True):
                stack.step(record)
            if time.perf_counter() >= until:
                break
    return records
