"""A stack's arrays are those of its networks, and all parts of one array."""

import pickle

import numpy as np
import pytest

from bp.training.arrays import StackedArrays
from tests.nn.samples import Sizes
from tests.training.examples import stacked_arrays

NETWORK = Sizes(runs=3, inputs=5, hidden=4, classes=2).network()
KEYS = ("W1", "b1", "W2", "b2")


def test_every_run_has_the_parameters_of_its_network() -> None:
    arrays = stacked_arrays(NETWORK)
    for key, array in NETWORK.params.items():
        np.testing.assert_array_equal(arrays.by_run()[key], array)
    np.testing.assert_array_equal(arrays.W1[:, 4:8], NETWORK.params["W1"][1])  # side by side


def test_they_are_a_copy_of_the_networks() -> None:
    arrays = stacked_arrays(NETWORK)
    assert not any(np.shares_memory(arrays.flat, array) for array in NETWORK.params.values())


def test_what_changes_in_the_one_array_changes_in_its_parts() -> None:
    arrays = stacked_arrays(NETWORK)
    arrays.flat += 1
    for key, array in NETWORK.params.items():
        np.testing.assert_array_equal(arrays.by_run()[key], array + 1)
        np.testing.assert_array_equal(getattr(arrays, key).size, array.size)


def test_so_does_an_unpickled_copy() -> None:
    again: StackedArrays = pickle.loads(pickle.dumps(stacked_arrays(NETWORK)))
    again.flat[:] = 7
    assert all((getattr(again, key) == 7).all() for key in KEYS)


def test_a_value_a_run_for_every_entry() -> None:
    arrays = stacked_arrays(NETWORK)
    spread = arrays.with_flat(arrays.for_every_entry(np.array([1.0, 2.0, 3.0])))
    for array in spread.by_run().values():
        for run in range(3):
            assert (array[run] == run + 1).all()


def test_the_lengths_of_each_runs_part() -> None:
    lengths = stacked_arrays(NETWORK).lengths()
    for key, array in NETWORK.params.items():
        expected = [np.sqrt((part**2).sum()) for part in array]
        np.testing.assert_allclose(lengths[key], expected)


def test_the_entries_must_be_as_many_as_are_needed() -> None:
    with pytest.raises(ValueError, match=r"34 entries are needed, not \(37,\)"):
        StackedArrays(1, 5, 4, 2, np.zeros(37))
