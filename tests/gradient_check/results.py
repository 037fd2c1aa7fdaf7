"""What a gradient check comes to."""

import numpy as np

from bp.gradient_check import GradientCheck
from tests.nn.samples import Array


def numerical(check: GradientCheck) -> dict[str, Array]:
    """What the check found, in the shape of each parameter."""
    for _ in check.steps():
        pass
    found = {}
    for key, array in check.arrays.items():
        found[key] = np.full(array.shape, np.nan)
        found[key].reshape(-1)[array.checked] = array.numerical
    return found
