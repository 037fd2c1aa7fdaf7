"""How sharply the loss curves: the largest eigenvalue of its Hessian, without the Hessian."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import TwoLayerNet
from bp.nn.precision import recast

Array = NDArray[Any]
Product = Callable[[Array], Array]  # of the Hessian with a vector

STEP = 1e-7  # half the way between the two gradients: so short that hardly a ReLU switches on it
TOLERANCE = 3e-4  # relative change of the eigenvalue at which it is taken as found
MOST_PRODUCTS = 100
SEED = 0  # of the first direction


@dataclass(frozen=True)
class Curvature:
    """The largest eigenvalue of the Hessian, and what it took to find it."""

    largest: float
    products: int  # of the Hessian with a vector; each takes two gradients
    converged: bool

    @property
    def limit(self) -> float:
        """2/λ: in a bowl this sharp a higher rate climbs. inf where there is no bowl."""
        return 2 / self.largest if self.largest > 0 else math.inf


def curvature(network: TwoLayerNet, x: Array, t: Array) -> Curvature:
    """Find it by power iteration, for scaled images `x (N, features)` and labels `t (N,)`.

    Power iteration finds the eigenvalue that is largest in size. Where that one is negative, or
    a negative one is as large, as near the saddle of small initial weights, it is repeated with
    the Hessian shifted by that size: no eigenvalue is negative then, the largest stays so.

    Source: LeCun, Simard and Pearlmutter, Automatic learning rate maximization, 1992.
    """
    multiply = hessian_product(network, x, t)
    size, found = _power_iteration(multiply, network)
    if found.largest > 0.99 * size:
        return found
    _, shifted = _power_iteration(lambda v: multiply(v) + size * v, network)
    return Curvature(shifted.largest - size, found.products + shifted.products, shifted.converged)


def hessian_product(network: TwoLayerNet, x: Array, t: Array) -> Product:
    """Return the function that multiplies a vector `(parameters,)` with the Hessian of the loss.

    H v is the difference of the gradients a short way forth and back along v, in float64.
    """
    network = recast(network, np.float64)
    x = np.asarray(x, np.float64)
    start = _flat(network.params)

    def gradient(place: Array) -> Array:
        parts = np.split(place, np.cumsum([array.size for array in network.params.values()])[:-1])
        for (key, array), part in zip(network.params.items(), parts, strict=True):
            network.params[key] = part.reshape(array.shape)
        return _flat(network.gradient(x, t))

    return lambda v: (gradient(start + STEP * v) - gradient(start - STEP * v)) / (2 * STEP)


def _power_iteration(multiply: Product, network: TwoLayerNet) -> tuple[float, Curvature]:
    """The size of the largest eigenvalue, and v·Hv at the end: the same, if it is positive."""
    v = np.random.default_rng(SEED).standard_normal(_flat(network.params).size)
    v /= np.linalg.norm(v)
    value, size = math.inf, 0.0
    for products in range(1, MOST_PRODUCTS + 1):
        image = multiply(v)
        before, value = value, float(v @ image)
        size = float(np.linalg.norm(image))
        if abs(value - before) <= TOLERANCE * size or not size:
            return size, Curvature(value, products, converged=True)
        v = image / size
    return size, Curvature(value, MOST_PRODUCTS, converged=False)


def _flat(arrays: Any) -> Array:
    return np.concatenate([array.ravel() for array in arrays.values()])
