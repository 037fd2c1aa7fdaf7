"""What a step costs for other hidden sizes, batch sizes and numbers of runs."""

from statistics import median

from benchmarks.cost.shape import Shape, subset
from benchmarks.cost.steps import StepCost, step_cost
from benchmarks.effort import Effort
from benchmarks.markdown import print_heading, print_table
from benchmarks.ratios import median_ratio
from bp.data import Dataset

RUNS = (1, 2, 4, 8, 16)
SIZES = ((10, 100), (50, 100), (200, 100), (500, 100), (50, 10), (50, 1_000))  # hidden, batch


def print_grid(dataset: Dataset, effort: Effort) -> None:
    """Three tables over the same shapes: time, times the products, times the textbook loop."""
    data = subset(dataset, effort.train_size)
    print_heading(
        "Other shapes",
        f"Training steps alone on {len(data.x_train):,} images, one BLAS thread, processor",
        f"time, medians of {effort.windows} rounds; a row per hidden size and batch size, a",
        "column per number of runs together.",
    )
    costs = {
        (size, runs): step_cost(data, Shape(runs, *size), effort, with_textbook=True)
        for size in SIZES
        for runs in RUNS
    }
    for title, cell in CELLS.items():
        header = [title, *(f"{runs} run{'s' * (runs > 1)}" for runs in RUNS)]
        rows = [
            [f"hidden {size[0]}, batch {size[1]:,}", *(cell(costs[size, r], r) for r in RUNS)]
            for size in SIZES
        ]
        print_table(header, rows)


def microseconds_per_run(cost: StepCost, runs: int) -> str:
    return f"{median(cost.ours) * 1e6 / runs:,.0f}"


def times_the_products(cost: StepCost, _runs: int) -> str:
    return f"{median_ratio(cost.ours, cost.products):.2f}"


def times_as_fast_as_textbook(cost: StepCost, runs: int) -> str:
    if cost.textbook is None:
        return "–"
    return f"{median_ratio(cost.textbook, [seconds / runs for seconds in cost.ours]):.1f}"


CELLS = {
    "µs an iteration and run": microseconds_per_run,
    "times its bare products": times_the_products,
    "times as fast as the textbook loop's step, each run": times_as_fast_as_textbook,
}
