"""The same network in another precision."""

import numpy as np
from numpy.typing import DTypeLike

from bp.nn.network import TwoLayerNet


def recast(network: TwoLayerNet, dtype: DTypeLike) -> TwoLayerNet:
    """A copy of one network with parameters of `dtype`, that shares no array with it."""
    return network.with_params(
        **{key: np.array(array, dtype) for key, array in network.params.items()}
    )
