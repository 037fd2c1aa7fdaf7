"""`python -m benchmarks [mnist.npz]`: the trainer against a textbook loop and its peers."""

import argparse
import platform
from collections.abc import Callable
from pathlib import Path

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info

from benchmarks import textbook
from benchmarks.products import bare_products
from benchmarks.ratios import ROUNDS, alternate, median_ratio
from bp.data import Dataset, load_dataset
from bp.data.mnist_file import read_mnist
from bp.training import TrainConfig, Trainer

EPOCHS = 3
EIGHT_RATES = [0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("mnist", nargs="?", type=Path, help="mnist.npz, if not in the data folder")
    given = parser.parse_args().mnist
    dataset = read_mnist(given) if given else load_dataset("mnist")
    print_machine()
    print_speed(dataset)


def print_machine() -> None:
    blas = next(info for info in threadpool_info() if info["user_api"] == "blas")
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, "
        f"scikit-learn {sklearn.__version__}; {blas['internal_api']} {blas['version']}, "
        f"kernel {blas.get('architecture')}, {blas['num_threads']} threads"
    )


def print_speed(dataset: Dataset) -> None:
    """One run and eight together: 784-50-10, batch 100, all of MNIST, evaluation included."""
    iterations = EPOCHS * len(dataset.x_train) // 100
    seconds = alternate(
        {
            "textbook": textbook_loop(dataset, iterations),
            "one": trainer(dataset, [0.1], iterations),
            "eight": trainer(dataset, EIGHT_RATES, iterations),
            "products, one": bare_products(
                1, hidden_size=50, batch_size=100, iterations=iterations
            ),
            "products, eight": bare_products(
                8, hidden_size=50, batch_size=100, iterations=iterations
            ),
            "scikit-learn": scikit_learn(dataset),
        }
    )
    eighth = [time / 8 for time in seconds["eight"]]
    rows = {
        "one run, against the textbook loop": median_ratio(seconds["textbook"], seconds["one"]),
        "each of eight together, against the textbook loop": median_ratio(
            seconds["textbook"], eighth
        ),
        "one run, against scikit-learn's MLPClassifier": median_ratio(
            seconds["scikit-learn"], seconds["one"]
        ),
        "each of eight, against scikit-learn's MLPClassifier": median_ratio(
            seconds["scikit-learn"], eighth
        ),
    }
    print(f"\n784-50-10, batch 100, {iterations:,} iterations, {EPOCHS} epochs evaluated on all of")
    print(f"MNIST; medians of {ROUNDS} alternating rounds\n\n| times as fast | |\n|---|---|")
    for name, ratio in rows.items():
        print(f"| {name} | {ratio:.2f} |")
    one = median_ratio(seconds["products, one"], seconds["one"])
    eight = median_ratio(seconds["products, eight"], seconds["eight"])
    print(f"| share of the time that is bare matrix product, one run | {one:.2f} |")
    print(f"| share of the time that is bare matrix product, eight together | {eight:.2f} |")


def textbook_loop(dataset: Dataset, iterations: int) -> Callable[[], object]:
    one_hot = np.eye(10)
    data = (
        dataset.x_train.astype(np.float32) / 255,
        one_hot[dataset.t_train],
        dataset.x_test.astype(np.float32) / 255,
        one_hot[dataset.t_test],
    )
    return lambda: textbook.train(
        data, hidden_size=50, batch_size=100, learning_rate=0.1, iterations=iterations
    )


def trainer(dataset: Dataset, rates: list[float], iterations: int) -> Callable[[], object]:
    configs = [
        TrainConfig(dataset="mnist", learning_rate=rate, iterations=iterations) for rate in rates
    ]
    return lambda: Trainer(dataset, configs).advance(iterations)


def scikit_learn(dataset: Dataset) -> Callable[[], object]:
    x_train, x_test = (x.astype(np.float32) / 255 for x in (dataset.x_train, dataset.x_test))

    def train() -> None:
        peer = MLPClassifier(
            hidden_layer_sizes=(50,),
            solver="sgd",
            alpha=0,
            batch_size=100,
            learning_rate_init=0.1,
            momentum=0,
            nesterovs_momentum=False,
            random_state=0,
        )
        for _ in range(EPOCHS):
            peer.partial_fit(x_train, dataset.t_train, classes=np.arange(10))
            peer.score(x_train, dataset.t_train)
            peer.score(x_test, dataset.t_test)

    return train


if __name__ == "__main__":
    main()
