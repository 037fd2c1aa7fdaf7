"""Parameters that a script loads and assigns: they answer, and they are trained."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.nn.samples import Array, Sizes, untouched

OF, OTHER = Sizes(), Sizes(seed=1)
X, T = OF.normal(OF.batch, OF.inputs), OF.labels()
KEYS = ["W1", "b1", "W2", "b2"]


def as_dictionary(params: Any, _: Path) -> Any:
    return {key: array.copy() for key, array in params.items()}


def by_pickle(params: Any, _: Path) -> Any:
    return pickle.loads(pickle.dumps(params))


def by_np_save(params: Any, folder: Path) -> Any:
    np.save(folder / "params.npy", params)
    return np.load(folder / "params.npy", allow_pickle=True).item()


def by_np_savez(params: Any, folder: Path) -> Any:
    np.savez(folder / "params.npz", **params)
    return np.load(folder / "params.npz")


WAYS = [as_dictionary, by_pickle, by_np_save, by_np_savez]


@pytest.mark.parametrize("kept", WAYS)
def test_loaded_parameters_answer_and_are_trained(
    kept: Callable[[Any, Path], Any], tmp_path: Path
) -> None:
    theirs, network = OTHER.network(), OF.network()
    network.params = kept(theirs.params, tmp_path)
    np.testing.assert_array_equal(network.predict(X), theirs.predict(X))
    for net in (network, theirs):
        for key in KEYS:
            net.params[key] -= 0.1 * net.gradient(X, T)[key]
    np.testing.assert_array_equal(network.predict(X), theirs.predict(X))
    numerical = network.numerical_gradient(X, T)
    for key in KEYS:
        np.testing.assert_array_equal(numerical[key], theirs.numerical_gradient(X, T)[key])


def test_the_best_so_far_comes_back() -> None:
    """Early stopping, as public scripts do it."""
    network = OF.network()
    best, expected = copy.deepcopy(network.params), network.predict(X)
    network.params["W1"] -= 1
    network.params = best
    np.testing.assert_array_equal(network.predict(X), expected)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"W3": np.zeros(1)}, "are W1, b1, W2, b2, not W1, b1, W2, b2, W3"),
        ({"b2": np.zeros(4)}, r"b2 has shape \(3,\); \(4,\) does not fit"),
    ],
)
def test_what_cannot_be_loaded_changes_nothing(change: dict[str, Array], sentence: str) -> None:
    network = OF.network()
    with untouched(*network.params.values()), pytest.raises(ValueError, match=sentence):
        network.params = as_dictionary(OTHER.network().params, Path()) | change


def test_loaded_parameters_keep_the_float_type() -> None:
    network = OF.network(dtype=np.float32)
    network.params = OTHER.network().params
    assert {array.dtype for array in network.params.values()} == {np.dtype(np.float32)}
