"""`python -m benchmarks.gradient_check`: the figures of the gradient check, and what it costs."""

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from benchmarks.ratios import alternate, median_ratio
from bp.data import Dataset, fit_scaling, load_dataset
from bp.gradient_check import MISTAKES, GradientCheck, broken, check_gradients
from bp.nn import TwoLayerNet, recast
from bp.training import TrainConfig, Trainer
from bp.training.targets import TARGETS

SAMPLES = 3
RATES = {"raw": 0.001, "unit": 0.1, "standard": 0.01}
ITERATIONS = (0, 100, 1_000)
ROUNDS = 3


def main() -> None:
    dataset = load_dataset("mnist-5k")
    with threadpool_limits(1):
        print_figures(dataset)
        print_mistakes(dataset)
        print_speed(dataset)


def print_figures(dataset: Dataset) -> None:
    """Mean absolute differences and verdicts, all 39,760 parameters of 784-50-10."""
    print(f"{SAMPLES} samples of mnist-5k, seed 0, h = 1e-4, float64\n")
    print("| pixels | targets | trained | W1 | b1 | W2 | b2 | W1 with kinks | kinks | verdicts |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for scaling in RATES:
        for targets in TARGETS:
            for iterations in ITERATIONS:
                network = network_after(dataset, scaling, iterations)
                table = check_gradients(network, *batch(dataset, scaling, targets))
                print(f"| {scaling} | {targets} | {iterations:,} | {row(table)} |")


def print_mistakes(dataset: Dataset) -> None:
    print("\n| mistake | wrong | largest relative error in W1, b1, W2, b2 |\n|---|---|---|")
    for name, mistake in MISTAKES.items():
        hidden = dataset.num_classes if name == "transpose" else 50
        network = broken(network_after(dataset, "unit", 0, hidden), name)
        table = check_gradients(network, *batch(dataset, "unit", "one-hot"))
        wrong = table.loc[table["verdict"] == "probably wrong", "parameter"]
        errors = ", ".join(f"{error:.2g}" for error in table["judged_relative"])
        print(f"| {mistake.label} | {', '.join(wrong)} | {errors} |")


def print_speed(dataset: Dataset) -> None:
    """The rank-one way against a full forward pass for every entry and sign, in one run."""
    network = network_after(dataset, "unit", 0)
    x, t = batch(dataset, "unit", "labels")
    plain = network.numerical_gradient(x, t)
    check = GradientCheck(network, x, t)
    list(check.steps())
    apart = max(
        np.abs(plain[key].reshape(-1)[array.checked] - array.numerical).max()
        for key, array in check.arrays.items()
    )
    seconds = alternate(
        {
            "plain": lambda: network.numerical_gradient(x, t),
            "fast": lambda: check_gradients(network, x, t),
        },
        ROUNDS,
    )
    ratio = median_ratio(seconds["plain"], seconds["fast"])
    print(
        f"\nAll {check.total:,} parameters: {ratio:.0f} times as fast as the plain loop over full"
    )
    print(f"forward passes ({min(seconds['fast']):.2f} s against {min(seconds['plain']):.2f} s);")
    print(f"the numerical gradients differ by at most {apart:.0e}.")


def network_after(
    dataset: Dataset, scaling: str, iterations: int, hidden_size: int = 50
) -> TwoLayerNet:
    config = TrainConfig(
        dataset.name,
        scaling,
        hidden_size=hidden_size,
        learning_rate=RATES[scaling],
        iterations=max(iterations, 1),
    )
    trainer = Trainer(dataset, [config])
    trainer.advance(iterations)
    return recast(trainer.networks[0], np.float64)


def batch(
    dataset: Dataset, scaling: str, targets: str
) -> tuple[np.typing.NDArray[np.float32], np.typing.NDArray[np.generic]]:
    x = fit_scaling(dataset, scaling).apply(dataset.x_train[:SAMPLES])
    return x, TARGETS[targets](dataset.t_train[:SAMPLES], dataset.num_classes)


def row(table: pd.DataFrame) -> str:
    means = [f"{mean:.1e}" for mean in table["mean_absolute"]]
    with_kinks = f"{table['mean_absolute_with_kinks'].iloc[0]:.1e}"
    kinks, verdicts = f"{table['kinks'].sum():,}", ", ".join(table["verdict"])
    return " | ".join([*means, with_kinks, kinks, verdicts])


if __name__ == "__main__":
    main()
