"""The error of numerical differentiation against the size of its step."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bp.gradient_check.perturbed_loss import LossNearby
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
    that step over the kink of a ReLU. Too large a step is wrong by truncation, too small a one
    by rounding.
    """
    rng = rng or np.random.default_rng()
    nearby, gradient = LossNearby(network, x, t), network.gradient(x, t)
    chosen = {key: rng.permutation(array.size)[:entries] for key, array in gradient.items()}
    rows = [
        (h, max(_error(nearby, key, gradient[key], chosen[key], h) for key in chosen))
        for h in steps
    ]
    import pandas as pd  # here, since a worker that trains needs none

    return pd.DataFrame(rows, columns=["h", "relative_error"])


def _error(nearby: LossNearby, key: str, gradient: Array, entries: Array, h: float) -> float:
    numerical, kinks = nearby.slopes(key, entries, h)
    a = gradient.reshape(-1)[entries].astype(np.float64)[~kinks]
    n = numerical[~kinks]
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0
