"""The runs that are studied: grids of learning rates over data sets, scalings, shapes and seeds."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bp.data import Dataset, load_dataset
from bp.data.mnist_file import read_mnist
from bp.training import TrainConfig

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist.npz"
RATES = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
ITERATIONS = {  # by batch size
    1: 3_000,
    10: 1_500,
    30: 1_000,
    64: 900,
    100: 800,
    200: 600,
    500: 600,
    1_000: 500,
}


@dataclass(frozen=True)
class Family:
    """What the runs of one grid of learning rates share."""

    dataset: str
    scaling: str
    hidden_size: int
    batch_size: int
    seed: int = 0
    activation: str = "relu"
    optimizer: str = "sgd"

    @property
    def digest(self) -> str:
        """A hash of all but the seed, which decides into which half a family falls."""
        shape = f"{self.dataset} {self.scaling} {self.hidden_size} {self.batch_size}"
        return sha256(f"{shape} {self.activation}".encode()).hexdigest()

    def configs(self) -> list[TrainConfig]:
        """One config a learning rate."""
        iterations = ITERATIONS[self.batch_size]
        return [
            TrainConfig(**vars(self), learning_rate=rate, iterations=iterations) for rate in RATES
        ]


SHAPES = [(50, 100), (5, 10), (20, 500), (200, 30), (10, 200)]  # hidden size, batch size
FAMILIES = [
    Family(dataset, scaling, hidden, batch, seed=(row + column) % 3)
    for row, dataset in enumerate(["mnist-5k", "digits", "mnist"])
    for scaling in ["raw", "unit", "standard"]
    for column, (hidden, batch) in enumerate(SHAPES)
    if (dataset, hidden) != ("mnist", 200)
]
FAMILIES += [  # three seeds of one shape: chance at the edge
    Family(dataset, scaling, hidden, batch, seed)
    for dataset, scaling, hidden, batch in [
        ("mnist-5k", "raw", 50, 100),
        ("mnist-5k", "raw", 5, 10),
        ("digits", "raw", 5, 10),
        ("digits", "unit", 10, 200),
        ("digits", "standard", 5, 10),
    ]
    for seed in range(3)
]
FAMILIES += [
    Family(dataset, scaling, 50, 100, activation="sigmoid")
    for dataset in ["mnist-5k", "digits"]
    for scaling in ["raw", "unit"]
]
FAMILIES = list(dict.fromkeys(FAMILIES))

# Judged once as the fresh ones are now: thresholds and their order have seen them since.
ONCE_FRESH = [
    Family("mnist-5k", "unit", 80, 64, 11),
    Family("mnist-5k", "raw", 80, 64, 12),
    Family("mnist-5k", "standard", 15, 64, 13),
    Family("mnist-5k", "unit", 25, 1, 14),
    Family("digits", "raw", 25, 1, 15),
    Family("mnist-5k", "unit", 150, 1_000, 16),
    Family("mnist-5k", "raw", 30, 1_000, 17),
    Family("digits", "unit", 400, 64, 18),
    Family("digits", "standard", 8, 30, 19),
    Family("mnist", "unit", 40, 64, 20),
    Family("mnist", "raw", 40, 200, 21),
]
ONCE_FRESH += [
    Family("mnist-5k", "unit", 40, 64, 22 + place, activation=name)
    for place, name in enumerate(["sigmoid", "tanh", "identity"])
]
ONCE_FRESH += [
    Family(dataset, "unit", 40, 64, 25 + place, optimizer=name)
    for place, name in enumerate(["momentum", "adagrad", "adam"])
    for dataset in ["mnist-5k", "digits"]
]

ONCE_FRESH += [
    Family("mnist-5k", "unit", 60, 30, 31),
    Family("mnist-5k", "raw", 120, 100, 32),
    Family("mnist-5k", "standard", 35, 200, 33),
    Family("mnist-5k", "unit", 12, 10, 34),
    Family("mnist-5k", "raw", 60, 1, 35),
    Family("digits", "unit", 30, 1, 36),
    Family("mnist-5k", "unit", 250, 500, 37),
    Family("digits", "raw", 120, 1_000, 38),
    Family("digits", "standard", 350, 100, 39),
    Family("mnist", "raw", 60, 100, 40),
    Family("mnist", "unit", 25, 30, 41),
]
ONCE_FRESH += [
    Family("digits", "standard", 30, 100, 42 + place, activation=name)
    for place, name in enumerate(["sigmoid", "tanh", "identity"])
]
ONCE_FRESH += [
    Family(dataset, scaling, 70, 100, 45 + place, optimizer=name)
    for place, name in enumerate(["momentum", "adagrad", "adam"])
    for dataset, scaling in [("mnist-5k", "raw"), ("digits", "standard")]
]

ONCE_FRESH += [
    Family("mnist-5k", "unit", 45, 200, 51),
    Family("mnist-5k", "raw", 90, 30, 52),
    Family("mnist-5k", "standard", 130, 64, 53),
    Family("mnist-5k", "unit", 18, 1, 54),
    Family("mnist-5k", "raw", 22, 500, 55),
    Family("digits", "unit", 65, 10, 56),
    Family("digits", "raw", 300, 64, 57),
    Family("digits", "standard", 14, 1_000, 58),
    Family("digits", "raw", 45, 200, 59),
    Family("mnist", "standard", 35, 64, 60),
    Family("mnist", "raw", 100, 30, 61),
]
ONCE_FRESH += [
    Family("mnist-5k", "raw", 60, 64, 62 + place, activation=name)
    for place, name in enumerate(["sigmoid", "tanh", "identity"])
]
ONCE_FRESH += [
    Family(dataset, scaling, 25, 30, 65 + place, optimizer=name)
    for place, name in enumerate(["momentum", "adagrad", "adam"])
    for dataset, scaling in [("mnist-5k", "standard"), ("digits", "raw")]
]

# Never looked at while thresholds were chosen: other seeds, sizes, batch sizes and combinations.
FRESH = [
    Family("mnist-5k", "unit", 33, 64, 71),
    Family("mnist-5k", "raw", 75, 200, 72),
    Family("mnist-5k", "standard", 160, 30, 73),
    Family("mnist-5k", "standard", 28, 1, 74),
    Family("mnist-5k", "raw", 55, 1_000, 75),
    Family("digits", "unit", 90, 500, 76),
    Family("digits", "raw", 16, 64, 77),
    Family("digits", "standard", 220, 10, 78),
    Family("digits", "unit", 24, 30, 79),
    Family("mnist", "unit", 70, 200, 80),
    Family("mnist", "standard", 28, 30, 81),
]
FRESH += [
    Family("mnist-5k", "standard", 48, 100, 82 + place, activation=name)
    for place, name in enumerate(["sigmoid", "tanh", "identity"])
]
FRESH += [
    Family(dataset, scaling, 36, 200, 85 + place, optimizer=name)
    for place, name in enumerate(["momentum", "adagrad", "adam"])
    for dataset, scaling in [("mnist-5k", "unit"), ("digits", "raw")]
]

# Half of the shapes, with all their rates and seeds, are kept aside: fixed before any result.
DIGESTS = sorted({family.digest for family in FAMILIES})
KEPT_ASIDE = frozenset(DIGESTS[: len(DIGESTS) // 2])


def open_dataset(name: str) -> Dataset:
    """The data set; the full MNIST from the shared folder."""
    return read_mnist(MNIST) if name == "mnist" else load_dataset(name)
