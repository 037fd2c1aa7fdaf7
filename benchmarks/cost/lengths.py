"""The cost of a whole training by its length, and of one evaluation by the data's."""

import time
from collections.abc import Callable
from functools import partial

from threadpoolctl import threadpool_limits

from benchmarks.cost import products
from benchmarks.cost.shape import MANY, Shape, varying_pixels
from benchmarks.cost.steps import StepCost
from benchmarks.effort import Effort
from benchmarks.ratios import alternate
from bp.data import Dataset
from bp.training import Trainer
from bp.training.recording.schedule import ends_epoch

ROUNDS = 2  # of the long trainings: half a million iterations each


def training_cost(dataset: Dataset, shape: Shape, effort: Effort) -> dict[int, StepCost]:
    """Whole trainings, evaluations included, and the products of their steps."""
    multiply = products.stacked(shape, varying_pixels(dataset))

    def train(iterations: int) -> None:
        Trainer(dataset, shape.configs(dataset, iterations)).advance(iterations)

    contestants: dict[tuple[str, int], Callable[[], object]] = {}
    for n in effort.iterations:
        contestants["ours", n] = partial(train, n)
        contestants["products", n] = partial(multiply, n)
    with threadpool_limits(1, user_api="blas"):
        seconds = alternate(contestants, ROUNDS, clock=time.process_time)
    return {n: StepCost(seconds["ours", n], seconds["products", n]) for n in effort.iterations}


def evaluation_cost(dataset: Dataset, shape: Shape, effort: Effort) -> StepCost:
    """The iteration that ends an epoch: a step, and accuracy and loss on all data."""
    config = shape.configs(dataset, MANY)[0]
    trainer = Trainer(dataset, shape.configs(dataset, MANY))
    size = len(dataset.x_train)

    def settle() -> None:
        while not ends_epoch(trainer.iteration + 1, config, size):
            trainer.advance(1)

    samples = size + len(dataset.x_test)
    with threadpool_limits(1, user_api="blas"):
        seconds = alternate(
            {
                "ours": lambda: trainer.advance(1),
                "products": products.evaluation(shape, samples, varying_pixels(dataset)),
            },
            effort.windows,
            {"ours": settle},
            time.process_time,
        )
    return StepCost(seconds["ours"], seconds["products"])
