"""The network of the report: Affine, activation, Affine, softmax with loss."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from bp.nn.activations import ACTIVATIONS
from bp.nn.affine import Affine
from bp.nn.loss import SoftmaxWithLoss, one_hot
from bp.nn.numerical import numerical_gradient
from bp.nn.parameters import Parameters

Array = NDArray[Any]


class TwoLayerNet:
    """Affine, activation, Affine, SoftmaxWithLoss, for one network or a stack of them.

    `params` maps W1 `(input, hidden)`, b1 `(hidden,)`, W2 `(hidden, output)` and b2 `(output,)`;
    weights start as `weight_init_std * N(0, 1)`, biases as 0. They are drawn from `rng`; without
    one from NumPy's global generator, as the textbook's network does. In a stack (see `stack`)
    every parameter, score and loss has a leading `runs` axis. `layers` and `last_layer` may be
    replaced, and `params` be assigned a dictionary of arrays. Raises ValueError for an activation
    that is not in ACTIVATIONS.

    Source: Saitoh, Deep Learning from Scratch, section 5.7.
    """

    layers: dict[str, Any]
    last_layer: Any

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        output_size: int,
        weight_init_std: float = 0.01,
        *,
        activation: str = "relu",
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | None = None,
    ) -> None:
        if activation not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(f"activation is {activation!r}; it must be one of {known}.")
        # Whoever calls np.random.seed before wants the same weights again, to the last digit.
        normal = np.random.standard_normal if rng is None else rng.standard_normal

        def affine(inputs: int, outputs: int) -> Affine:
            W = weight_init_std * normal((inputs, outputs))
            return Affine(W.astype(dtype), np.zeros(outputs, dtype))

        hidden = ACTIVATIONS[activation].layer()
        self.layers = {
            "Affine1": affine(input_size, hidden_size),
            type(hidden).__name__ + "1": hidden,
            "Affine2": affine(hidden_size, output_size),
        }
        self.last_layer = SoftmaxWithLoss()

    @classmethod
    def stack(cls, networks: Sequence[Self]) -> Self:
        """Networks of one shape and activation as one, with a leading `runs` axis."""
        if len({net.activation for net in networks}) != 1:
            raise ValueError("A stack needs networks of one activation.")
        arrays = {
            key: np.stack([net.params[key] for net in networks]) for key in networks[0].params
        }
        return networks[0].with_params(**arrays)

    def run(self, index: int) -> Self:
        """One network of a stack, sharing its arrays."""
        return self.with_params(**{key: array[index] for key, array in self.params.items()})

    def with_params(self, **params: Array) -> Self:
        """The same network with other arrays, of any shape, in place of those that are named."""
        other = copy(self)
        for key, array in params.items():
            setattr(other.layers[f"Affine{key[1:]}"], key[0], array)
        return other

    @property
    def params(self) -> Parameters:
        """W1, b1, W2, b2 as they live in the layers; a dictionary may be assigned."""
        return Parameters(self)

    @params.setter
    def params(self, values: Mapping[str, ArrayLike]) -> None:
        self.params.load(values)

    @property
    def lastLayer(self) -> Any:
        """The textbook's name of `last_layer`."""
        return self.last_layer

    @lastLayer.setter
    def lastLayer(self, layer: Any) -> None:
        self.last_layer = layer

    @property
    def activation(self) -> str:
        """The key in ACTIVATIONS of the hidden layer; the name of its class where it has none."""
        known = {entry.layer: name for name, entry in ACTIVATIONS.items()}
        hidden = (layer for name, layer in self.layers.items() if not name.startswith("Affine"))
        return ", ".join(known.get(type(layer), type(layer).__name__) for layer in hidden)

    def predict(self, x: Array) -> Array:
        """Return the scores `(batch, output)`, before the softmax; `(output,)` for one sample."""
        x = np.asarray(x)
        if x.ndim == 1:
            return self.predict(x[None])[..., 0, :]
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x: Array, t: ArrayLike) -> Any:
        """Return the mean cross-entropy of `x` against labels `(batch,)` or rows of weights."""
        return self.last_layer.forward(self.predict(x), t)

    def accuracy(self, x: Array, t: ArrayLike) -> Any:
        """Return the share of samples whose highest score is the target's class."""
        scores = self.predict(x)
        labels = one_hot(t, scores.shape).argmax(axis=-1)
        return (scores.argmax(axis=-1) == labels).mean(axis=-1)

    def gradient(self, x: Array, t: ArrayLike) -> dict[str, Array]:
        """Return the gradient of the loss for every parameter, by backpropagation."""
        self.loss(x, t)
        dout = self.last_layer.backward(1)
        first, *later = self.layers.values()
        for layer in reversed(later):
            dout = layer.backward(dout)
        if type(first) is Affine and "backward" not in vars(first):
            first.backward_parameters(dout)
        else:
            first.backward(dout)
        return {
            name.replace("Affine", letter): getattr(layer, f"d{letter}")
            for name, layer in self.layers.items()
            if name.startswith("Affine")
            for letter in "Wb"
        }

    def numerical_gradient(self, x: Array, t: ArrayLike) -> dict[str, Array]:
        """Return the same by numerical differentiation: the judge, some thousand times slower."""

        def loss(_: Array) -> Any:
            return np.sum(self.loss(x, t))  # in a stack, an entry moves its own run's loss only

        return {key: numerical_gradient(loss, array) for key, array in self.params.items()}

    def __getstate__(self) -> dict[str, Any]:
        """What it is copied and pickled by: what the last batch left in the layers is not in it."""
        return vars(self) | {
            "layers": {name: _as_new(layer) for name, layer in self.layers.items()},
            "last_layer": _as_new(self.last_layer),
        }

    def __repr__(self) -> str:
        sizes = [self.params["W1"].shape[-2]]
        sizes += [self.params[key].shape[-1] for key in self.params if key.startswith("W")]
        weights = sum(array.size for array in self.params.values())
        shape = "–".join(map(str, sizes))
        return f"TwoLayerNet({shape}, {self.activation}, {weights:,} parameters)"


def _as_new(layer: Any) -> Any:
    """A layer with the same parameters, and of ours nothing else."""
    if type(layer) is Affine:
        return Affine(layer.W, layer.b)
    if type(layer) in {SoftmaxWithLoss, *(entry.layer for entry in ACTIVATIONS.values())}:
        return type(layer)()
    return copy(layer)
