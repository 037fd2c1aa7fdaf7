"""What the network's tests share: made-up sizes and numbers, and three ways to look at arrays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bp.nn import TwoLayerNet, numerical_gradient

Array = NDArray[Any]

few = settings(max_examples=settings().max_examples * 3 // 10)  # each is slow


@dataclass(frozen=True)
class Sizes:
    """The sizes of one made-up problem; `runs` is None for a single network."""

    runs: int | None = None
    batch: int = 4
    inputs: int = 5
    hidden: int = 6
    classes: int = 3
    seed: int = 0

    @property
    def stack(self) -> tuple[int, ...]:
        return () if self.runs is None else (self.runs,)

    def normal(self, *shape: int) -> Array:
        return np.random.default_rng(self.seed).standard_normal(shape)

    def labels(self, *stack: int) -> Array:
        return np.random.default_rng(self.seed).integers(self.classes, size=(*stack, self.batch))

    def network(self, activation: str = "relu", dtype: Any = np.float64) -> TwoLayerNet:
        """A network, or a stack of them, with weights and biases of ordinary size."""
        rng = np.random.default_rng(self.seed)
        members = []
        for _ in range(self.runs or 1):
            member = TwoLayerNet(
                self.inputs, self.hidden, self.classes, 1.0, activation=activation, dtype=dtype
            )
            for key, array in member.params.items():
                member.params[key] = rng.standard_normal(array.shape)
            members.append(member)
        return members[0] if self.runs is None else TwoLayerNet.stack(members)


size = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
sizes = st.builds(
    Sizes,
    runs=st.none() | st.integers(1, 3),
    batch=size,
    inputs=size,
    hidden=size,
    classes=st.just(4),
    seed=seeds,
)


def one_hot_rows(labels: Array, classes: int) -> Array:
    return np.eye(classes)[labels]


def off_zero(x: Array) -> Array:
    """`x` moved away from the kink of the ReLU."""
    return x + np.where(x > 0, 0.1, -0.1)


def assert_gradient(f: Callable[[], Any], array: Array, gradient: Array) -> None:
    """`gradient` is what numerical differentiation of `f` by `array` says."""
    expected = numerical_gradient(lambda _: np.sum(f()), array)
    assert gradient.shape == array.shape
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-6)


@contextmanager
def untouched(*arrays: Array) -> Iterator[None]:
    """The block leaves every byte of the arrays as it was."""
    before = [array.tobytes() for array in arrays]
    yield
    assert [array.tobytes() for array in arrays] == before


def read_only(array: Array) -> Array:
    array = array.copy()
    array.flags.writeable = False
    return array


def samples_of(size: Sizes, one_hot: bool = False) -> tuple[Array, Array]:
    """A batch for such a network: inputs, and labels or one-hot rows."""
    labels = size.labels()
    return size.normal(size.batch, size.inputs), (
        one_hot_rows(labels, size.classes) if one_hot else labels
    )


def sgd(network: TwoLayerNet, x: Array, t: Array, rate: float) -> None:
    """One step of gradient descent, as a script writes it."""
    for key, slope in network.gradient(x, t).items():
        network.params[key] -= rate * slope
