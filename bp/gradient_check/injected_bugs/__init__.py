"""Backpropagation broken on purpose, as real code gets it wrong. The forward side stays right."""

from copy import deepcopy

from bp.gradient_check.injected_bugs.activation import SLOPE_FORGOTTEN
from bp.gradient_check.injected_bugs.affine import (
    BIAS_AVERAGED,
    BIAS_ON_THE_WRONG_AXIS,
    TRANSPOSE_FORGOTTEN,
)
from bp.gradient_check.injected_bugs.loss import (
    BATCH_SIZE_FORGOTTEN,
    ROWS_AS_LABELS,
    SOFTMAX_OVER_THE_BATCH,
)
from bp.gradient_check.injected_bugs.mistake import Mistake
from bp.gradient_check.injected_bugs.network import PENALTY_FORGOTTEN, W2_DOUBLED
from bp.nn.network import TwoLayerNet

MISTAKES: dict[str, Mistake] = {
    "relu-mask": SLOPE_FORGOTTEN,
    "batch-size": BATCH_SIZE_FORGOTTEN,
    "transpose": TRANSPOSE_FORGOTTEN,
    "bias-mean": BIAS_AVERAGED,
    "bias-axis": BIAS_ON_THE_WRONG_AXIS,
    "one-hot": ROWS_AS_LABELS,
    "softmax-batch": SOFTMAX_OVER_THE_BATCH,
    "w2-doubled": W2_DOUBLED,
    "penalty": PENALTY_FORGOTTEN,
}


def broken(network: TwoLayerNet, name: str) -> TwoLayerNet:
    """A copy of `network` that makes the mistake called `name` on its way back.

    Raises ValueError for a name that is not in MISTAKES, and where NumPy would refuse it.
    """
    if name not in MISTAKES:
        raise ValueError(f"Unknown mistake {name!r}: choose one of {', '.join(MISTAKES)}.")
    copy = deepcopy(network)
    MISTAKES[name].install(copy)
    return copy


__all__ = ["MISTAKES", "Mistake", "broken"]
