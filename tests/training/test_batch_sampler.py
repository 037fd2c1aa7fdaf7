"""The batches are those that the generator gives one after the other."""

import pickle

import numpy as np
import pytest

from bp.training.batch_sampler import AHEAD, BatchSampler


@pytest.mark.parametrize("batch_size", [1, 100, AHEAD // 2 + 1, AHEAD, 2 * AHEAD])
def test_drawn_ahead_or_one_by_one(batch_size: int) -> None:
    sampler, rng = (
        BatchSampler(np.random.default_rng(3), 4_100, batch_size),
        np.random.default_rng(3),
    )
    for _ in range(2 * AHEAD // batch_size + 3):
        np.testing.assert_array_equal(sampler.next_batch(), rng.integers(4_100, size=batch_size))


def test_a_copy_goes_on_alike() -> None:
    sampler = BatchSampler(np.random.default_rng(0), 60_000, 100)
    for _ in range(3):
        sampler.next_batch()
    again = pickle.loads(pickle.dumps(sampler))
    for _ in range(30):
        np.testing.assert_array_equal(sampler.next_batch(), again.next_batch())
