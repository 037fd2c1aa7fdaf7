"""Backpropagation against numerical differentiation, parameter by parameter."""

import math
import time
from collections.abc import Iterator
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.checked_array import CheckedArray
from bp.gradient_check.perturbed_loss import perturbed_loss
from bp.gradient_check.tolerances import worst
from bp.nn.network import TwoLayerNet

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]


def check_gradients(
    network: TwoLayerNet,
    x: Array,
    t: ArrayLike,
    *,
    h: float = 1e-4,
    entries: int | None = None,
    rng: np.random.Generator | None = None,
) -> "pd.DataFrame":
    """Compare `network.gradient(x, t)` with central differences; one row a parameter array.

    Columns: parameter, entries (checked), mean_absolute and largest_absolute difference,
    median_relative error (where not both gradients are 0) and largest_relative error,
    judged_relative (the largest relative error that stands out of the numerical gradient's own
    rounding and truncation), kinks (entries whose step crosses a kink of the activation: they are
    left out of all columns before), mean_absolute_with_kinks, and verdict: a key of VERDICTS for
    judged_relative.

    It is the network's own `loss` that is differentiated, also where a subclass overrides it or a
    layer was replaced; only where neither is so a faster way is taken to the same figures.

    `entries` is how many of each array are drawn by `rng`; None checks all. Raises ValueError
    for no samples, a step that is not positive, less than one entry, a stack of networks, or a
    loss that is not finite.

    Source: Stanford CS231n, Neural Networks part 3, "Gradient checks".
    """
    check = GradientCheck(network, x, t, h=h, entries=entries, rng=rng)
    for _ in check.steps():
        pass
    return check.summary()


class GradientCheck:
    """A gradient check done piece by piece; see `check_gradients` for its arguments and errors.

    Entries are checked in random order, so one that is stopped has seen a random sample.
    """

    def __init__(
        self,
        network: TwoLayerNet,
        x: Array,
        t: ArrayLike,
        *,
        h: float = 1e-4,
        entries: int | None = None,
        rng: np.random.Generator | None = None,
    ) -> None:
        x = np.asarray(x)
        _check_arguments(network, x, h, entries)
        self.h = h
        self.nearby = perturbed_loss(network, x, t)
        if not np.isfinite(self.nearby.loss):
            raise ValueError(f"The loss is {self.nearby.loss}: it has no gradient to check.")
        rng = rng or np.random.default_rng()
        gradient = network.gradient(x, t)
        self.arrays = {
            key: CheckedArray(key, gradient[key], rng.permutation(gradient[key].size)[:entries])
            for key in network.params
        }

    @property
    def done(self) -> int:
        """Entries checked."""
        return sum(array.done for array in self.arrays.values())

    @property
    def total(self) -> int:
        """Entries to check in all."""
        return sum(len(array.entries) for array in self.arrays.values())

    @property
    def is_sample(self) -> bool:
        """Whether some parameters are left out."""
        return self.total < sum(math.prod(array.shape) for array in self.arrays.values())

    @property
    def finished(self) -> bool:
        """Whether every chosen entry is checked."""
        return self.done == self.total

    def steps(self) -> Iterator[int]:
        """Check piece by piece, and say after each how many entries are done."""
        while not self.finished:
            self._step()
            yield self.done

    def advance_for(self, seconds: float) -> None:
        """Check until `seconds` have passed, for one piece at least."""
        until = time.perf_counter() + seconds
        for _ in self.steps():
            if time.perf_counter() >= until:
                break

    def summary(self) -> "pd.DataFrame":
        """What is checked so far, one row an array, as `check_gradients` returns it."""
        import pandas as pd  # here, since a worker that trains needs none

        return pd.DataFrame([array.summary() for array in self.arrays.values()])

    @property
    def verdict(self) -> str:
        """The worst of the arrays' verdicts, a key of VERDICTS."""
        return worst([array.summary()["verdict"] for array in self.arrays.values() if array.done])

    def table(self) -> "pd.DataFrame":
        """Every checked entry: parameter, index (as NumPy takes it), backpropagation, numerical,
        difference, relative_error and kink.
        """
        import pandas as pd

        return pd.concat([array.table() for array in self.arrays.values()], ignore_index=True)

    def largest(self, count: int) -> "pd.DataFrame":
        """The rows of `table` with the largest differences, the largest first."""
        import pandas as pd

        tables = [array.table(array.largest(count)) for array in self.arrays.values()]
        table = pd.concat(tables, ignore_index=True).sort_values("difference", ascending=False)
        return table.head(count).reset_index(drop=True)

    def _step(self) -> None:
        # The small arrays first: they take a piece each, and then W1 fills up.
        array = next(a for a in reversed(self.arrays.values()) if not a.finished)
        array.check(self.nearby, self.h, self.nearby.at_once)


def _check_arguments(network: TwoLayerNet, x: Array, h: Any, entries: Any) -> None:
    if network.params["b1"].ndim != 1:
        raise ValueError("A stack of networks is checked one by one: give `network.run(index)`.")
    if x.size == 0:
        raise ValueError("There are no samples: the check needs at least one.")
    if isinstance(h, bool) or not isinstance(h, Real) or not 0 < float(h) < np.inf:
        raise ValueError(f"The step h must be a positive number, not {h!r}.")
    if entries is not None and (not isinstance(entries, int | np.integer) or entries < 1):
        raise ValueError(f"The number of entries must be at least 1, not {entries!r}.")
