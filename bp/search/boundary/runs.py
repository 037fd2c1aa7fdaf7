"""Many runs of one network side by side, each with a learning rate of W1 and one of W2."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import TwoLayerNet
from bp.search.boundary.network import JUDGED, BoundaryConfig

Array = NDArray[Any]

LOST = 1e6  # times its first loss: from here a run is diverged for good and need not go on
LOOK = 8  # steps between two looks at which runs are lost


def measure(
    config: BoundaryConfig, rate1: Array, rate2: Array, *, reordered: bool = False
) -> Array:
    """How fast each run converged or diverged: the paper's measure, `(runs,)`.

    Of a run that converged, minus the sum of its losses, each as a multiple of the first; of one
    that diverged, the sum of their inverses. So it is below 0 where a run converged: the mean of
    its last losses is below the first. A multiple counts as `LOST` at most, and a run that comes
    to it has diverged, whatever it would have done afterwards.

    With the samples `reordered` each sum over them is rounded otherwise, and nothing else changes.
    """
    x, t = (part[:: -1 if reordered else 1].copy() for part in config.data())
    first = config.network()
    measured = np.empty(len(rate1))
    runs, lost = np.arange(len(rate1)), np.zeros(len(rate1), bool)
    rate1, rate2 = rate1[:, None, None], rate2[:, None, None]
    stack, W1, W2 = _stacked(TwoLayerNet.stack([first]), np.zeros(len(runs), int))
    total, inverse, last = np.zeros((3, len(runs)))
    start = first.loss(x, t)
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(config.steps):
            gradient = stack.gradient(x, t)
            loss = np.fmin(stack.last_layer.loss / start, LOST)  # of nan, too
            total, inverse, lost = total + loss, inverse + 1 / loss, lost | (loss >= LOST)
            if step >= config.steps - JUDGED:
                last += loss
            W1 -= rate1 * gradient["W1"]
            W2 -= rate2 * gradient["W2"]
            if step % LOOK == LOOK - 1 and lost.any():
                measured[runs[lost]] = inverse[lost] + (config.steps - 1 - step) / LOST
                stays = ~lost
                runs, rate1, rate2 = runs[stays], rate1[stays], rate2[stays]
                total, inverse, last = total[stays], inverse[stays], last[stays]
                lost = lost[stays]
                stack, W1, W2 = _stacked(stack, stays)
    measured[runs] = np.where(last < JUDGED, -total, inverse)
    return measured


def _stacked(stack: TwoLayerNet, runs: Array) -> tuple[TwoLayerNet, Array, Array]:
    """Those of its `runs` as a stack of their own, and its W1 and W2."""
    chosen = stack.with_params(**{key: array[runs] for key, array in stack.params.items()})
    return chosen, chosen.params["W1"], chosen.params["W2"]
