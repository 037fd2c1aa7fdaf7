"""How the cost grows, against how its bare matrix products grow."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

import numpy as np

from benchmarks.cost.lengths import evaluation_cost, training_cost
from benchmarks.cost.shape import Shape, subset
from benchmarks.cost.steps import StepCost, step_cost
from benchmarks.effort import Effort
from benchmarks.markdown import print_heading, print_table
from bp.data import Dataset, load_dataset

TOLERANCE = 0.1  # by which an exponent may exceed that of its products
Series = Mapping[int, StepCost]  # what is timed, by the size that grows


def print_growth(dataset: Dataset, effort: Effort) -> None:
    """A table for everything that can grow, and whether anything outgrows its products."""
    print_heading(
        "How the cost grows",
        "784-50-10 and batch 100 where nothing else is said; one BLAS thread, processor",
        "time. The exponent e of cost ~ size^e is fitted by least squares on logarithms; nothing",
        f"may grow faster than its bare matrix products by more than {TOLERANCE} in the exponent.",
    )
    faster = []
    for name, measure in SERIES.items():
        series = measure(dataset, effort)
        ours, floor = exponents(series)
        print_series(name, series)
        if outgrows(ours, floor):
            faster.append(f"{name} ({ours:.2f} against {floor:.2f})")
    if faster:
        print(f"**Grows faster than its products:** {'; '.join(faster)}.")
    else:
        print(f"Nothing grows faster than its products by more than {TOLERANCE}.")


def runs(dataset: Dataset, effort: Effort) -> Series:
    data = subset(dataset, effort.train_size)
    return {n: step_cost(data, Shape(runs=n), effort) for n in (1, 2, 4, 8, 16)}


def hidden_sizes(dataset: Dataset, effort: Effort) -> Series:
    data = subset(dataset, effort.train_size)
    return {n: step_cost(data, Shape(hidden_size=n), effort) for n in (10, 50, 100, 200, 500)}


def batch_sizes(dataset: Dataset, effort: Effort) -> Series:
    data = subset(dataset, effort.train_size)
    return {n: step_cost(data, Shape(batch_size=n), effort) for n in (10, 30, 100, 300, 1_000)}


def lengths(_dataset: Dataset, effort: Effort) -> Series:
    """Whole trainings on the small digits, of which an epoch is 147 iterations."""
    digits, shape = load_dataset("digits"), Shape(batch_size=10)
    return training_cost(digits, shape, effort)


def train_sizes_a_step(dataset: Dataset, effort: Effort) -> Series:
    return {len(part.x_train): step_cost(part, Shape(), effort) for part in growing_parts(dataset)}


def train_sizes_an_evaluation(dataset: Dataset, effort: Effort) -> Series:
    return {
        len(part.x_train): evaluation_cost(part, Shape(), effort) for part in growing_parts(dataset)
    }


def growing_parts(dataset: Dataset) -> list[Dataset]:
    size = len(dataset.x_train)
    return [subset(dataset, size * twelfths // 12) for twelfths in (1, 2, 4, 8, 12)]


SERIES: dict[str, Callable[[Dataset, Effort], Series]] = {
    "runs together, a step": runs,
    "hidden size, a step": hidden_sizes,
    "batch size, a step": batch_sizes,
    "iterations on digits (64-50-10, batch 10), in all": lengths,
    "training images, a step": train_sizes_a_step,
    "training images, an evaluation": train_sizes_an_evaluation,
}


def fitted_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The e of seconds ~ size^e, by least squares on the logarithms of both."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def exponents(series: Series) -> tuple[float, float]:
    """The exponent of ours, and that of its products."""
    costs = series.values()
    return (
        fitted_exponent(list(series), [median(cost.ours) for cost in costs]),
        fitted_exponent(list(series), [median(cost.products) for cost in costs]),
    )


def outgrows(ours: float, floor: float) -> bool:
    return ours > floor + TOLERANCE


def print_series(name: str, series: Series) -> None:
    rows = []
    for size, cost in series.items():
        ms, floor_ms = median(cost.ours) * 1e3, median(cost.products) * 1e3
        rows.append([f"{size:,}", f"{ms:,.3f}", f"{floor_ms:,.3f}", f"{ms / floor_ms:.2f}"])
    ours, floor = exponents(series)
    rows.append(["exponent", f"{ours:.2f}", f"{floor:.2f}", ""])
    print_table([name, "ours, ms", "products, ms", "times the products"], rows)
