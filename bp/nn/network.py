"""The network of the report: Affine, activation, Affine, softmax with loss."""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from bp.nn.activations import ACTIVATIONS
from bp.nn.affine import Affine
from bp.nn.loss import SoftmaxWithLoss, one_hot
from bp.nn.numerical import numerical_gradient

Array = NDArray[Any]


PARAMETERS = ("W1", "b1", "W2", "b2")


class Parameters(MutableMapping[str, Array]):
    """`W1`, `b1`, `W2`, `b2`, as they live in the layers.

    The layers hold the only reference to each array, so assigning `params["W1"]` changes the
    layer too: the two cannot be cut apart.
    """

    def __init__(self, homes: dict[str, tuple[Affine, str]]) -> None:
        self._homes = homes

    def __getitem__(self, key: str) -> Array:
        layer, name = self._homes[key]
        array: Array = getattr(layer, name)
        return array

    def __setitem__(self, key: str, value: ArrayLike) -> None:
        now, new = self[key], np.asarray(value)
        if new.shape != now.shape:
            raise ValueError(f"{key} has shape {now.shape}; {new.shape} does not fit.")
        layer, name = self._homes[key]
        setattr(layer, name, new.astype(now.dtype, copy=False))

    def __delitem__(self, key: str) -> None:
        raise TypeError(f"A network cannot do without {key}.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)

    def __repr__(self) -> str:
        return "Parameters(" + ", ".join(f"{key} {self[key].shape}" for key in self) + ")"

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)  # pickled alone, without the layers, they are a dictionary

    def copy(self) -> dict[str, Array]:
        """A plain dictionary of the same arrays, as `dict.copy` gives."""
        return dict(self)


class TwoLayerNet:
    """Affine, activation, Affine, SoftmaxWithLoss, for one network or a stack of them.

    `params` maps W1 `(input, hidden)`, b1 `(hidden,)`, W2 `(hidden, output)` and b2 `(output,)`;
    weights start as `weight_init_std * N(0, 1)`, biases as 0, drawn from `rng`. In a stack (see
    `stack`) every parameter, score and loss has a leading `runs` axis.

    Source: Saitoh, Deep Learning from Scratch, section 5.7.
    """

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
        rng = rng or np.random.default_rng()

        def affine(inputs: int, outputs: int) -> Affine:
            W = weight_init_std * rng.standard_normal((inputs, outputs))
            return Affine(W.astype(dtype), np.zeros(outputs, dtype))

        self._connect(affine(input_size, hidden_size), affine(hidden_size, output_size), activation)

    @classmethod
    def stack(cls, networks: Sequence[Self]) -> Self:
        """Networks of one shape and activation as one, with a leading `runs` axis."""
        if len({net.activation for net in networks}) != 1:
            raise ValueError("A stack needs networks of one activation.")
        stacked = cls.__new__(cls)
        W1, b1, W2, b2 = (np.stack([net.params[key] for net in networks]) for key in PARAMETERS)
        stacked._connect(Affine(W1, b1), Affine(W2, b2), networks[0].activation)
        return stacked

    def run(self, index: int) -> Self:
        """One network of a stack, sharing its arrays."""
        return self.with_params(**{key: array[index] for key, array in self.params.items()})

    def with_params(self, **params: Array) -> Self:
        """The same network with other arrays in place of those that are named."""
        other = type(self).__new__(type(self))
        W1, b1, W2, b2 = (params.get(key, array) for key, array in self.params.items())
        other._connect(Affine(W1, b1), Affine(W2, b2), self.activation)
        return other

    def _connect(self, affine1: Affine, affine2: Affine, activation: str) -> None:
        if activation not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(f"activation is {activation!r}; it must be one of {known}.")
        self.activation = activation
        hidden = ACTIVATIONS[activation].layer()
        self.layers: dict[str, Any] = {
            "Affine1": affine1,
            type(hidden).__name__ + "1": hidden,
            "Affine2": affine2,
        }
        self.last_layer = SoftmaxWithLoss()
        homes = [(affine1, "W"), (affine1, "b"), (affine2, "W"), (affine2, "b")]
        self.params = Parameters(dict(zip(PARAMETERS, homes, strict=True)))

    def predict(self, x: Array) -> Array:
        """Return the scores `(batch, output)`, before the softmax."""
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x: Array, t: ArrayLike) -> Any:
        """Return the mean cross-entropy of `x` against labels `(batch,)` or one-hot rows."""
        return self.last_layer.forward(self.predict(x), t)

    def accuracy(self, x: Array, t: ArrayLike) -> Any:
        """Return the share of samples whose highest score is the target's class."""
        scores = self.predict(x)
        labels = one_hot(t, scores.shape).argmax(axis=-1)
        return (scores.argmax(axis=-1) == labels).mean(axis=-1)

    def gradient(self, x: Array, t: ArrayLike) -> dict[str, Array]:
        """Return the gradient of the loss for every parameter, by backpropagation."""
        self.loss(x, t)
        first, hidden, second = self.layers.values()
        dout = second.backward(self.last_layer.backward())
        first.backward_parameters(hidden.backward(dout))
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}

    def numerical_gradient(self, x: Array, t: ArrayLike) -> dict[str, Array]:
        """Return the same by numerical differentiation: the judge, some thousand times slower."""

        def loss(_: Array) -> Any:
            return np.sum(self.loss(x, t))  # in a stack, an entry moves its own run's loss only

        return {key: numerical_gradient(loss, array) for key, array in self.params.items()}

    def __getstate__(self) -> tuple[Any, ...]:
        """A network is its parameters; what the last batch left in the layers does not count."""
        return tuple(self.params.values()), self.activation

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        (W1, b1, W2, b2), activation = state
        self._connect(Affine(W1, b1), Affine(W2, b2), activation)

    def __repr__(self) -> str:
        shape = self.params["W1"].shape[-2:] + self.params["W2"].shape[-1:]
        weights = sum(array.size for array in self.params.values())
        return (
            f"TwoLayerNet({'–'.join(map(str, shape))}, {self.activation}, {weights:,} parameters)"
        )
