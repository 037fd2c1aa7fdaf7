"""The error of numerical differentiation against the size of its step."""

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.central_difference import PerturbedLoss
from bp.gradient_check.perturbed_loss import perturbed_loss
from bp.nn.network import TwoLayerNet

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]

STEPS = tuple(float(f"{digit}e-{power}") for power in range(1, 13) for digit in (3, 1))[1:]


def error_by_step(
    network: TwoLayerNet,
    x: Array,
    t: ArrayLike,
    *,
    steps: tuple[float, ...] = STEPS,
    entries: int = 60,
    rng: np.random.Generator | None = None,
) -> "pd.DataFrame":
    """How far backpropagation and central differences are apart, for each step `h`.

    Columns: h and relative_error, that of the array that is furthest apart. An array's error is
    `‖a - n‖ / (‖a‖ + ‖n‖)` over at most `entries` of its entries, drawn by `rng`, without those
    that step over a kink of the activation. Too large a step is wrong by truncation, too small
    a one by rounding.
    """
    sweep = StepSweep(network, x, t, steps, entries, rng)
    sweep.advance_for(float("inf"))
    return sweep.table()


class StepSweep:
    """What `error_by_step` measures, step by step; see there for the arguments."""

    def __init__(
        self,
        network: TwoLayerNet,
        x: Array,
        t: ArrayLike,
        steps: tuple[float, ...] = STEPS,
        entries: int = 60,
        rng: np.random.Generator | None = None,
    ) -> None:
        rng = rng or np.random.default_rng()
        self.steps, self.errors = steps, list[float]()
        self._nearby, self._gradient = perturbed_loss(network, x, t), network.gradient(x, t)
        self._chosen = {
            key: rng.permutation(array.size)[:entries] for key, array in self._gradient.items()
        }

    @property
    def done(self) -> int:
        """Steps measured."""
        return len(self.errors)

    @property
    def total(self) -> int:
        """Steps to measure in all."""
        return len(self.steps)

    @property
    def finished(self) -> bool:
        """Whether every step is measured."""
        return self.done == self.total

    def advance_for(self, seconds: float) -> None:
        """Measure until `seconds` have passed, at one step at least."""
        until = time.perf_counter() + seconds
        while not self.finished:
            h = self.steps[self.done]
            errors = [
                _error(self._nearby, key, self._gradient[key], chosen, h)
                for key, chosen in self._chosen.items()
            ]
            self.errors.append(max(errors))
            if time.perf_counter() >= until:
                break

    def table(self) -> "pd.DataFrame":
        """What is measured so far, as `error_by_step` returns it."""
        import pandas as pd  # here, since a worker that trains needs none

        return pd.DataFrame(
            {"h": self.steps[: self.done], "relative_error": self.errors}, dtype=float
        )


def _error(nearby: PerturbedLoss, key: str, gradient: Array, entries: Array, h: float) -> float:
    numerical, kinks = nearby.slopes(key, entries, h)
    a = gradient.reshape(-1)[entries].astype(np.float64)[~kinks]
    n = numerical[~kinks]
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0
