"""What the hidden units do: for how many images each is on, and which are dead."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.nn import ACTIVATIONS, TwoLayerNet

Array = NDArray[Any]

BINS = 10


def hidden_activations(network: TwoLayerNet, x: Array) -> Array:
    """The values of the hidden units, `(N, hidden)`, for scaled images `x (N, features)`."""
    affine, activation, _ = network.layers.values()
    activations: Array = activation.forward(affine.forward(x))
    return activations


def are_on(network: TwoLayerNet, activations: Array) -> Array:
    """Which hidden units are on, by their values: a boolean for each, in the same shape."""
    return activations > ACTIVATIONS[network.activation].on_above


def unit_shares(network: TwoLayerNet, x: Array) -> pd.DataFrame:
    """One row a hidden unit: columns unit, share (of `x` that it is on for) and dead.

    A dead unit passes no gradient on, for any of `x`: nothing can change its weights any more.
    """
    activations = hidden_activations(network, x)
    slope = list(network.layers.values())[1].backward(np.ones_like(activations))
    return pd.DataFrame(
        {
            "unit": np.arange(activations.shape[1]),
            "share": are_on(network, activations).mean(axis=0),
            "dead": ~slope.any(axis=0),
        }
    )


def share_histogram(shares: pd.DataFrame) -> pd.DataFrame:
    """How many units are on for how large a share: columns low, high, units and kind.

    `kind` is "alive" or "dead"; the table always has the same rows.
    """
    edges = np.linspace(0, 1, BINS + 1)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "low": edges[:-1],
                    "high": edges[1:],
                    "units": np.histogram(shares["share"][shares["dead"] == dead], edges)[0],
                    "kind": kind,
                }
            )
            for kind, dead in (("alive", False), ("dead", True))
        ],
        ignore_index=True,
    )
