"""The same network in another precision."""

import numpy as np
from numpy.typing import DTypeLike

from bp.nn.network import PARAMETERS, TwoLayerNet


def recast(network: TwoLayerNet, dtype: DTypeLike) -> TwoLayerNet:
    """A copy of one network with parameters of `dtype`, that shares no array with it."""
    W1, b1, W2, b2 = (np.array(network.params[key], dtype) for key in PARAMETERS)
    inputs, hidden = W1.shape
    copy = TwoLayerNet(inputs, hidden, len(b2), activation=network.activation, dtype=dtype)
    for key, array in zip(PARAMETERS, (W1, b1, W2, b2), strict=True):
        copy.params[key] = array
    return copy
