"""Which runs of a sweep train together."""

from dataclasses import replace

import pytest

from bp.search.rounds import LARGE_STACK, most_runs, rounds
from bp.training import TrainConfig
from bp.training.stacking import MOST_RUNS

BASE = TrainConfig(dataset="digits", hidden_size=8, batch_size=20, iterations=60)


def test_rounds_are_of_one_length_and_stacks_of_one_shape() -> None:
    configs = [
        replace(BASE, iterations=1 + place % 2, hidden_size=1 + place % 3) for place in range(200)
    ]
    found = rounds(configs, features=64)
    places = [place for stacks in found for stack in stacks for place in stack]
    assert sorted(places) == list(range(200))
    for stacks in found:
        assert len(stacks) <= 4
        assert len({configs[place].iterations for stack in stacks for place in stack}) == 1
        for stack in stacks:
            assert len(stack) <= LARGE_STACK
            assert len({configs[place].hidden_size for place in stack}) == 1


def test_what_comes_first_is_trained_first() -> None:
    """So that a map whose configs go from coarse to fine shows its shape soon."""
    places = [p for stacks in rounds([BASE] * 1_000, 64) for stack in stacks for p in stack]
    assert max(places[:100]) < 100
    assert [len(stack) for stack in rounds([BASE] * 10, 64)[0]] == [5, 5]  # for two cores


def test_more_workers_train_more_of_the_same_stacks_at_a_time() -> None:
    for_two, for_many = rounds([BASE] * 1_600, 64, 2), rounds([BASE] * 1_600, 64, 100)
    assert [stack for stacks in for_many for stack in stacks] == [
        s for each in for_two for s in each
    ]
    assert [len(stacks) for stacks in for_many] == [10, 90]  # the first still shows something soon


@pytest.mark.parametrize(
    ("features", "hidden_size", "batch_size", "most"),
    [(784, 50, 100, LARGE_STACK), (64, 8, 1, LARGE_STACK), (784, 500, 1, MOST_RUNS)],
)
def test_a_stack_of_small_batches_stays_in_the_cache(
    features: int, hidden_size: int, batch_size: int, most: int
) -> None:
    config = replace(BASE, hidden_size=hidden_size, batch_size=batch_size)
    assert most_runs(config, features) == most
