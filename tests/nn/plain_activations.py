"""The activations as plain formulas: what tests hold the layers against."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit  # type: ignore[import-untyped]

from tests.nn.samples import Array

Formula = Callable[[Array], Array]

PLAIN: dict[str, tuple[Formula, Formula]] = {  # of the input: the output, and the slope
    "relu": (lambda a: np.maximum(a, 0), lambda a: a > 0),
    "sigmoid": (expit, lambda a: expit(a) * expit(-a)),
    "tanh": (lambda a: 1 - 2 * expit(-2 * a), lambda a: 4 * expit(2 * a) * expit(-2 * a)),
    "identity": (lambda a: a, np.ones_like),
}
