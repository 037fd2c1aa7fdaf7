"""One parameter array in a gradient check: both gradients, and how far they are apart."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bp.gradient_check.central_difference import PerturbedLoss
from bp.gradient_check.tolerances import UNCOMFORTABLE, relative_error, verdict_on

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]

# Rounding moves a central difference by epsilon * loss / h; measured up to 1.2 times that.
ROUNDING = 4
# A second look takes a step so much smaller; what changes then, the step was too large for.
SECOND_LOOK = 10
TRUNCATION = 2  # allowance on it, since the smaller step is not perfect either


class CheckedArray:
    """The entries of one array that a check looks at; the first `done` of them are checked.

    `entries` holds flat indices into an array of `shape`. `doubt` is by how much the numerical
    gradient itself may be wrong, by rounding and, where that matters, by the size of its step.
    """

    def __init__(self, key: str, gradient: Array, entries: Array) -> None:
        self.key, self.shape, self.entries = key, gradient.shape, entries
        self.done = 0
        self._backpropagation = gradient.reshape(-1)[entries].astype(np.float64)
        self._numerical, self._doubt = np.zeros(len(entries)), np.zeros(len(entries))
        self._kinks = np.zeros(len(entries), bool)

    @property
    def finished(self) -> bool:
        """Whether every chosen entry is checked."""
        return self.done == len(self.entries)

    @property
    def checked(self) -> Array:
        """Flat indices of what is checked, `(done,)`, as is all that follows."""
        return self.entries[: self.done]

    @property
    def backpropagation(self) -> Array:
        """The gradient by backpropagation."""
        return self._backpropagation[: self.done]

    @property
    def numerical(self) -> Array:
        """The gradient by numerical differentiation."""
        return self._numerical[: self.done]

    @property
    def kinks(self) -> Array:
        """Where a hidden unit is on different sides of a kink at the two ends of the step."""
        return self._kinks[: self.done]

    @property
    def difference(self) -> Array:
        """Absolute difference of the two gradients."""
        return np.abs(self.backpropagation - self.numerical)

    @property
    def relative(self) -> Array:
        """Relative error of the two gradients."""
        return relative_error(self.backpropagation, self.numerical)

    @property
    def standing_out(self) -> Array:
        """Relative error of what the numerical gradient's own doubt does not cover."""
        with np.errstate(invalid="ignore"):
            covered = ~(self.difference > self._doubt[: self.done])
            beyond = np.where(covered, 0, self.difference - self._doubt[: self.done])
        size = np.abs(self.backpropagation) + np.abs(self.numerical)
        error = beyond / np.where(size > 0, size, 1)
        return np.where(np.isfinite(self.backpropagation), error, np.inf)

    def check(self, nearby: PerturbedLoss, h: float, count: int) -> None:
        """Check the next `count` entries."""
        part = slice(self.done, self.done + count)
        entries = self.entries[part]
        numerical, kinks = nearby.slopes(self.key, entries, h)
        doubt = np.full(len(entries), ROUNDING * nearby.epsilon * max(1, abs(nearby.loss)) / h)
        analytic = self._backpropagation[part]
        size = np.abs(analytic) + np.abs(numerical)
        suspects = (np.abs(analytic - numerical) > doubt + UNCOMFORTABLE * size) & ~kinks
        if suspects.any():
            finer, _ = nearby.slopes(self.key, entries[suspects], h / SECOND_LOOK)
            doubt[suspects] += TRUNCATION * np.abs(numerical[suspects] - finer)
        doubt[~np.isfinite(numerical)] = np.inf
        self._numerical[part], self._kinks[part], self._doubt[part] = numerical, kinks, doubt
        self.done += len(entries)

    def largest(self, count: int) -> Array:
        """Which `count` of the checked entries differ most, in no order."""
        if count >= self.done:
            return np.arange(self.done)
        return np.argpartition(self.difference, -count)[-count:]

    def table(self, rows: Any = slice(None)) -> "pd.DataFrame":
        """The checked entries, or some `rows` of them; see `GradientCheck.table`."""
        indices = np.unravel_index(self.checked[rows], self.shape)
        import pandas as pd  # here, since a worker that trains needs none

        return pd.DataFrame(
            {
                "parameter": self.key,
                "index": list(zip(*(axis.tolist() for axis in indices), strict=True)),
                "backpropagation": self.backpropagation[rows],
                "numerical": self.numerical[rows],
                "difference": self.difference[rows],
                "relative_error": self.relative[rows],
                "kink": self.kinks[rows],
            }
        )

    def summary(self) -> dict[str, Any]:
        """A row of the table that `check_gradients` returns."""
        smooth, moving = ~self.kinks, (self.backpropagation != 0) | (self.numerical != 0)
        difference, relative = self.difference, self.relative
        judged = float(self.standing_out[smooth].max(initial=0))
        return {
            "parameter": self.key,
            "entries": self.done,
            "mean_absolute": _mean(difference[smooth]),
            "largest_absolute": float(difference[smooth].max(initial=0)),
            "median_relative": _median(relative[smooth & moving]),
            "largest_relative": float(relative[smooth].max(initial=0)),
            "judged_relative": judged,
            "kinks": int(self.kinks.sum()),
            "mean_absolute_with_kinks": _mean(difference),
            "verdict": verdict_on(judged, self._blur(smooth)),
        }

    def _blur(self, smooth: Array) -> float:
        """The doubt as a share of the gradient, by their lengths, without the kinks."""
        if not smooth.any():
            return float("inf")  # every entry steps over a kink: nothing is left to judge by
        if not self.difference[smooth].any():
            return 0.0  # equal to the last bit, as where every unit is dead
        lengths = [
            np.linalg.norm(values[smooth])
            for values in (self._doubt[: self.done], self.backpropagation, self.numerical)
        ]
        blur = float(lengths[0] / (lengths[1] + lengths[2]))
        return blur if np.isfinite(blur) else float("inf")


def _mean(values: Array) -> float:
    return float(values.mean()) if values.size else 0.0


def _median(values: Array) -> float:
    return float(np.median(values)) if values.size else 0.0
