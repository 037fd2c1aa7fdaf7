"""How near the trainer is to its bare matrix products, with one BLAS thread."""

import time
from statistics import median

from threadpoolctl import threadpool_limits

from benchmarks.cost import products
from benchmarks.cost.shape import Shape, varying_pixels
from benchmarks.cost.steps import Rounds, step_cost
from benchmarks.effort import Effort
from benchmarks.markdown import judged, print_heading, print_table
from benchmarks.ratios import alternate, fastest, median_ratio
from bp.data import Dataset
from bp.training import Trainer

TARGETS = {1: 2.0, 8: 1.5}  # runs together, and at most so many times their products


def print_floor(dataset: Dataset, effort: Effort) -> None:
    """The steps alone, then a whole training with its evaluations."""
    print_heading(
        "Against the bare matrix products",
        f"{dataset.features}-50-10, batch 100, all images, float32, one BLAS thread, processor",
        "time. Products: the five of a step, without the pixels that are 0 in every training",
        f"image ({varying_pixels(dataset)} are left), which a trainer may leave out as ours does;",
        "the runs' first layers stacked or side by side, whichever is faster. Steps: windows of",
        "iterations between two evaluations and probes. Whole: with every evaluation, against the",
        f"products of steps and evaluations, {effort.epochs} epochs.",
    )
    rows = []
    for runs, most in TARGETS.items():
        cost = step_cost(dataset, Shape(runs), effort)
        rows.append(_row(f"steps, {runs} together", cost.ours, cost.products, 1e6, "µs", most))
    for runs in TARGETS:
        ours, floor = whole(dataset, Shape(runs), effort)
        rows.append(_row(f"whole, {runs} together", ours, floor, 1, "s", None))
    print_table(["", "ours", "products", "times the products"], rows)


def whole(dataset: Dataset, shape: Shape, effort: Effort) -> tuple[Rounds, Rounds]:
    """Seconds of a training with its evaluations, and of all its products."""
    iterations = effort.epochs * max(len(dataset.x_train) // shape.batch_size, 1)
    samples = len(dataset.x_train) + len(dataset.x_test)
    evaluate = products.evaluation(shape, samples, varying_pixels(dataset))

    def train() -> None:
        Trainer(dataset, shape.configs(dataset, iterations)).advance(iterations)

    def evaluate_all() -> None:
        for _ in range(effort.epochs + 1):  # one at the start
            evaluate()

    steps = {name: form(shape, varying_pixels(dataset)) for name, form in products.FORMS.items()}
    with threadpool_limits(1, user_api="blas"):
        seconds = alternate(
            {
                "ours": train,
                "evaluations": evaluate_all,
                "stacked": lambda: steps["stacked"](iterations),
                "side by side": lambda: steps["side by side"](iterations),
            },
            effort.rounds,
            clock=time.process_time,
        )
    floor = fastest(*(seconds[name] for name in products.FORMS))
    return seconds["ours"], [a + b for a, b in zip(floor, seconds["evaluations"], strict=True)]


def _row(
    name: str, ours: Rounds, floor: Rounds, factor: float, unit: str, most: float | None
) -> list[str]:
    times, digits = median_ratio(ours, floor), 0 if unit == "µs" else 2
    verdict = f" (≤ {most}: {judged(times <= most)})" if most else ""
    return [
        name,
        f"{median(ours) * factor:,.{digits}f} {unit}",
        f"{median(floor) * factor:,.{digits}f} {unit}",
        f"{times:.2f}{verdict}",
    ]
