"""The network of the map and what it learns: that of the paper, its scale factors in the weights.

The paper's network gives `W2 . tanh(sqrt(2 / n) W1 x) / n` for a width n, from weights of N(0, 1).
With weights `sqrt(2 / n) W1` and `W2 / n` it is a TwoLayerNet without biases, whose learning rates
are the paper's times the square of the factor: 2 / n for W1, 1 / n^2 for W2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import TwoLayerNet
from bp.search.boundary.region import Region
from bp.training import ConfigError

Array = NDArray[Any]

ACTIVATIONS = ("tanh", "relu")
WIDTHS = (8, 16)  # the narrowest and the widest
SAMPLES = 24
STEPS, JUDGED = 100, 20  # a run is judged by the mean of its last losses
RESOLUTION = 128  # a power of two
SEED = 0


class MeanSquaredError:
    """Mean of the squared errors over the batch and the outputs; one a run where runs are stacked.

    A last layer for TwoLayerNet, in place of SoftmaxWithLoss.
    """

    loss: Any
    error: Array  # (..., batch, outputs)

    def forward(self, x: Array, t: Array) -> Any:
        """Return the loss of outputs `x (..., batch, outputs)` against `t (batch, outputs)`."""
        self.error = x - t
        self.loss = (self.error * self.error).mean(axis=(-2, -1))
        return self.loss

    def backward(self, dout: float = 1) -> Array:
        """Return the gradient of the outputs."""
        count = self.error.shape[-2] * self.error.shape[-1]
        return self.error * (2 * dout / count)


@dataclass(frozen=True)
class BoundaryConfig:
    """What a map is of: the rates of its region, and the one network that is trained with each.

    Raises ConfigError where there is no such network.
    """

    region: Region
    activation: str = "tanh"
    width: int = WIDTHS[0]  # of the input and of the hidden layer
    samples: int = SAMPLES  # all of them in each step
    steps: int = STEPS
    resolution: int = RESOLUTION  # runs a side
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ConfigError(
                f"activation is {self.activation!r}; it must be one of {', '.join(ACTIVATIONS)}."
            )
        if not WIDTHS[0] <= self.width <= WIDTHS[1]:
            raise ConfigError(f"width is {self.width}; it must be from {WIDTHS[0]} to {WIDTHS[1]}.")
        if self.samples < 1 or self.steps < JUDGED or self.seed < 0:
            raise ConfigError(
                f"{self.samples} samples, {self.steps} steps and the seed {self.seed}: there must "
                f"be a sample, {JUDGED} steps and no negative seed."
            )
        if self.resolution < 2 or self.resolution & (self.resolution - 1):
            raise ConfigError(f"resolution is {self.resolution}; it must be a power of two.")

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> "BoundaryConfig":
        """The config of a map that was described by `Boundary.description`."""
        config = dict(description["config"])
        return cls(Region(**config.pop("region")), **config)

    @property
    def runs(self) -> int:
        """How many networks are trained."""
        return self.resolution**2

    def data(self) -> tuple[Array, Array]:
        """Inputs `(samples, width)` and targets `(samples, 1)`, all of N(0, 1), from the seed."""
        rng = np.random.default_rng((self.seed, 1))
        x = rng.standard_normal((self.samples, self.width))
        return x, rng.standard_normal((self.samples, 1))

    def network(self) -> TwoLayerNet:
        """The network before its first step, in float64; its biases are 0 and stay so."""
        rng = np.random.default_rng((self.seed, 2))
        network = TwoLayerNet(self.width, self.width, 1, activation=self.activation, rng=rng)
        network.last_layer = MeanSquaredError()
        n = self.width
        return network.with_params(
            W1=rng.standard_normal((n, n)) * np.sqrt(2 / n), W2=rng.standard_normal((n, 1)) / n
        )
