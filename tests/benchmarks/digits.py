"""A made-up data set of MNIST's shape, that trains in no time."""

import numpy as np

from bp.data import Dataset


def small_mnist(train: int = 3_600, test: int = 600) -> Dataset:
    """Noise with a bright bar where the class says; the first column of pixels is always 0."""
    rng = np.random.default_rng(0)

    def part(size: int) -> tuple[np.ndarray, np.ndarray]:
        x, t = rng.integers(0, 100, (size, 28, 28), dtype=np.uint8), rng.integers(10, size=size)
        x[np.arange(size), :, 2 * t + 2] = 255
        x[:, :, 0] = 0
        return x.reshape(size, 784), t

    (x_train, t_train), (x_test, t_test) = part(train), part(test)
    classes = tuple("0123456789")
    return Dataset("small", x_train, t_train, x_test, t_test, (28, 28), 255, classes)


SMALL = small_mnist()
