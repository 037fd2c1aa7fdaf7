"""W1, b1, W2 and b2 of a stack of networks, in the order in memory that trains fastest."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bp.nn import TwoLayerNet

Array = NDArray[Any]


class StackedArrays:
    """An array for each parameter of `runs` networks, all of them parts of one array, `flat`.

    So an optimizer, which treats all entries alike, updates everything at once. The arrays are:
    W1 `(inputs, runs * hidden)`, the runs' first layers side by side, since all see the same batch
    and so multiply it in one product; b1 `(runs * hidden,)`; W2 `(runs, hidden, classes)`; and
    b2 `(runs, classes)`. Raises ValueError where `flat` has another number of entries.
    """

    def __init__(self, runs: int, inputs: int, hidden: int, classes: int, flat: Array) -> None:
        self.runs, self.inputs, self.hidden, self.classes = runs, inputs, hidden, classes
        self.flat = flat
        sizes = [inputs * runs * hidden, runs * hidden, runs * hidden * classes, runs * classes]
        if flat.shape != (sum(sizes),):
            raise ValueError(f"{sum(sizes)} entries are needed, not {flat.shape}.")
        W1, self.b1, W2, b2 = np.split(flat, np.cumsum(sizes[:-1]))  # views, as all below
        self.W1 = W1.reshape(inputs, runs * hidden)
        self.W2 = W2.reshape(runs, hidden, classes)
        self.b2 = b2.reshape(runs, classes)

    @classmethod
    def of_networks(cls, networks: Sequence[TwoLayerNet]) -> Self:
        """A copy of the parameters of networks of one shape."""
        stacked = [
            np.stack([network.params[key] for network in networks])
            for key in ("W1", "b1", "W2", "b2")
        ]
        (runs, inputs, hidden), classes = stacked[0].shape, stacked[-1].shape[-1]
        parts = [stacked[0].swapaxes(0, 1), *stacked[1:]]
        return cls(runs, inputs, hidden, classes, np.concatenate([part.ravel() for part in parts]))

    def with_flat(self, flat: Array) -> Self:
        """Arrays of the same shapes as parts of another `flat`."""
        return type(self)(self.runs, self.inputs, self.hidden, self.classes, flat)

    def by_run(self) -> dict[str, Array]:
        """The arrays with the runs as the first axis, as a stacked TwoLayerNet has them: views."""
        return {
            "W1": a_run_each(self.W1, self.runs),
            "b1": self.b1.reshape(self.runs, self.hidden),
            "W2": self.W2,
            "b2": self.b2,
        }

    def of_runs(self, runs: Sequence[int]) -> Self:
        """A copy of the arrays of some of the runs, in the order given."""
        parts = {key: array[list(runs)] for key, array in self.by_run().items()}
        parts["W1"] = parts["W1"].swapaxes(0, 1)
        flat = np.concatenate([part.ravel() for part in parts.values()])
        return type(self)(len(runs), self.inputs, self.hidden, self.classes, flat)

    def for_every_entry(self, of_runs: Array) -> Array:
        """A value a run, `(runs,)`, spread out to match `flat`; that of a single run as it is."""
        if self.runs == 1:
            return of_runs
        spread = self.with_flat(np.empty_like(self.flat))
        for array in spread.by_run().values():
            array.T[...] = of_runs  # the runs are the last axis of the transpose
        return spread.flat

    def lengths(self) -> dict[str, Array]:
        """The Euclidean norm of each run's part of each array, `(runs,)`."""
        wide = self.with_flat(self.flat.astype(np.float64))  # squares of float32 may overflow
        np.square(wide.flat, out=wide.flat)
        of_units = np.add.reduce(wide.W1, axis=0).reshape(self.runs, self.hidden)
        squares = {
            "W1": of_units.sum(axis=1),
            "b1": wide.b1.reshape(self.runs, self.hidden).sum(axis=1),
            "W2": wide.W2.sum(axis=(1, 2)),
            "b2": wide.b2.sum(axis=1),
        }
        return {key: np.sqrt(square) for key, square in squares.items()}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Pickled as one array, of which the others are parts again."""
        return type(self), (self.runs, self.inputs, self.hidden, self.classes, self.flat)


def a_run_each(side_by_side: Array, runs: int) -> Array:
    """`(rows, runs * n)` seen as `(runs, rows, n)`, without a copy."""
    return side_by_side.reshape(len(side_by_side), runs, -1).swapaxes(0, 1)
