"""What a training step costs by itself, beside its bare matrix products.

Timed in windows of iterations that lie between two evaluations and two probes, so that what is
timed is batch, forward, backward, update and the record of the loss. BLAS has one thread, and
times are the process's own, without what others on the machine took.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.cost import products
from benchmarks.cost.shape import MANY, Shape, varying_pixels
from benchmarks.effort import Effort
from benchmarks.peers.textbook import TextbookNet
from benchmarks.ratios import alternate, fastest
from bp.data import Dataset
from bp.training import Trainer
from bp.training.recording.schedule import is_evaluated, is_probed

Rounds = list[float]


@dataclass(frozen=True)
class StepCost:
    """Seconds an iteration of all runs of a shape, in each round."""

    ours: Rounds
    products: Rounds  # of the faster form
    textbook: Rounds | None = None  # of one run


class QuietSteps:
    """A trainer that is timed only where it neither evaluates nor probes."""

    def __init__(self, dataset: Dataset, shape: Shape) -> None:
        self.train_size = len(dataset.x_train)
        self.config = shape.configs(dataset, MANY)[0]
        self.trainer = Trainer(dataset, shape.configs(dataset, MANY))
        # An epoch's last step is followed by an evaluation, the next epoch's first by a probe.
        self.longest = self.train_size // shape.batch_size - 2
        if self.longest < 1:
            raise ValueError(f"{self.train_size} images are too few for batches of {shape}.")

    def settle(self, window: int) -> None:
        """Train on to a place from where the next `window` iterations are quiet."""
        while loud := [i for i in range(window) if self._is_loud(self.trainer.iteration + i)]:
            self.trainer.advance(loud[-1] + 1)

    def _is_loud(self, iteration: int) -> bool:
        size = self.train_size
        return is_probed(iteration, self.config, size) or is_evaluated(
            iteration + 1, self.config, size
        )


def step_cost(
    dataset: Dataset, shape: Shape, effort: Effort, *, with_textbook: bool = False
) -> StepCost:
    """Time the steps of a shape, their products in both forms, and the textbook loop's step."""
    ours = QuietSteps(dataset, shape)
    contestants: dict[str, Callable[[int], object]] = {"ours": ours.trainer.advance}
    for name, form in products.FORMS.items():
        contestants[name] = form(shape, varying_pixels(dataset))
    if with_textbook:
        contestants["textbook"] = textbook_steps(dataset, shape)
    with threadpool_limits(1, user_api="blas"):
        windows = {
            name: window_of(run, effort.window, ours if name == "ours" else None)
            for name, run in contestants.items()
        }
        window = windows["ours"]
        seconds = an_iteration(contestants, windows, effort.windows, lambda: ours.settle(window))
    floor = fastest(*(seconds[name] for name in products.FORMS))
    return StepCost(seconds["ours"], floor, seconds.get("textbook"))


def an_iteration(
    contestants: Mapping[str, Callable[[int], object]],
    windows: Mapping[str, int],
    rounds: int,
    settle: Callable[[], None],
) -> dict[str, Rounds]:
    """Seconds an iteration of each, which train `windows` of them in each round."""
    turns = {name: partial(run, windows[name]) for name, run in contestants.items()}
    seconds = alternate(turns, rounds, {"ours": settle}, time.process_time)
    return {name: [t / windows[name] for t in seconds[name]] for name in seconds}


def window_of(run: Callable[[int], object], seconds: float, quiet: QuietSteps | None = None) -> int:
    """How many iterations take about so long; of quiet ones, at most what there is in a row."""
    iterations, longest = 1, quiet.longest if quiet else MANY
    while True:
        if quiet:
            quiet.settle(iterations)
        started = time.process_time()
        run(iterations)
        taken = time.process_time() - started
        if taken > seconds / 4:
            return min(max(round(iterations * seconds / taken), 1), longest)
        if iterations == longest:
            return longest
        iterations = min(2 * iterations, longest)


def textbook_steps(dataset: Dataset, shape: Shape) -> Callable[[int], None]:
    """The textbook loop (benchmarks/peers/textbook.py) without its evaluation."""
    network = TextbookNet(shape.hidden_size, seed=0)
    x_train = dataset.x_train.astype(np.float32) / dataset.pixel_max
    t_train = np.eye(dataset.num_classes)[dataset.t_train]
    rng = np.random.default_rng(0)

    def run(iterations: int) -> None:
        for _ in range(iterations):
            chosen = rng.choice(len(x_train), shape.batch_size)
            x, t = x_train[chosen], t_train[chosen]
            for key, gradient in network.gradient(x, t).items():
                network.params[key] -= 0.1 * gradient
            network.loss(x, t)

    return run
