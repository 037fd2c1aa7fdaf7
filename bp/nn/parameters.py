"""The parameters of a network under the textbook's names, as they live in its layers."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


class Layered(Protocol):
    """Whatever has layers by name."""

    layers: dict[str, Any]


class Parameters(MutableMapping[str, Array]):
    """W1, b1, W2, b2, ...: the `W` and `b` of the layers Affine1, Affine2, ...

    The layers hold the only reference to each array, so assigning `params["W1"]` changes the
    layer, and a layer that is replaced brings its own: the two cannot be cut apart.
    """

    def __init__(self, network: Layered) -> None:
        self._network = network

    def __getitem__(self, key: str) -> Array:
        array: Array = getattr(self._layer(key), key[0])
        return array

    def __setitem__(self, key: str, value: ArrayLike) -> None:
        setattr(self._layer(key), key[0], self._fitting(key, value))

    def __delitem__(self, key: str) -> None:
        raise TypeError(f"A network cannot do without {key}.")

    def __iter__(self) -> Iterator[str]:
        for name in self._network.layers:
            if name.startswith("Affine"):
                number = name.removeprefix("Affine")
                yield from (f"W{number}", f"b{number}")

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __repr__(self) -> str:
        return "Parameters(" + ", ".join(f"{key} {self[key].shape}" for key in self) + ")"

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)  # pickled alone, without the layers, they are a dictionary

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        """What `np.save` writes: the dictionary as one object, as it does with a dictionary."""
        return np.array(dict(self), dtype or object)

    def copy(self) -> dict[str, Array]:
        """A plain dictionary of the same arrays, as `dict.copy` gives."""
        return dict(self)

    def load(self, values: Mapping[str, ArrayLike]) -> None:
        """Take other arrays for all of them; none where one is missing, unknown or does not fit."""
        if set(values) != set(self):
            raise ValueError(
                f"The parameters of this network are {', '.join(self)}, not {', '.join(values)}."
            )
        fitting = {key: self._fitting(key, value) for key, value in values.items()}
        self.update(fitting)

    def _layer(self, key: str) -> Any:
        if key not in self:
            raise KeyError(key)
        return self._network.layers[f"Affine{key[1:]}"]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in iter(self)

    def _fitting(self, key: str, value: ArrayLike) -> Array:
        now, new = self[key], np.asarray(value)
        if new.shape != now.shape:
            raise ValueError(f"{key} has shape {now.shape}; {new.shape} does not fit.")
        return new.astype(now.dtype, copy=False)
