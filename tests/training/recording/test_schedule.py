"""Epochs end where counting the samples says they do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bp.training import TrainConfig
from bp.training.recording.schedule import (
    ends_epoch,
    epoch_at,
    epochs_done,
    is_evaluated,
    is_fibonacci,
    is_probed,
    next_epoch_end,
)

MNIST_5K = 4_100  # training samples


def counted_epoch_ends(batch_size: int, train_size: int, iterations: int) -> list[int]:
    """Draw sample by sample; an epoch is over when as many were drawn as there are."""
    ends, drawn = [], 0
    for iteration in range(1, iterations + 1):
        epoch_over = False
        for _ in range(batch_size):
            drawn += 1
            epoch_over |= drawn % train_size == 0
        if epoch_over:
            ends.append(iteration)
    return ends


@given(st.integers(1, 40), st.integers(1, 60), st.integers(1, 50))
@example(batch_size=1, train_size=7, iterations=30)
@example(batch_size=40, train_size=3, iterations=5)
@example(batch_size=10, train_size=10, iterations=5)
def test_epochs_against_a_count(batch_size: int, train_size: int, iterations: int) -> None:
    config = TrainConfig(batch_size=batch_size, iterations=iterations)
    expected = counted_epoch_ends(batch_size, train_size, iterations)
    done = range(iterations + 1)
    assert [i for i in done[1:] if ends_epoch(i, config, train_size)] == expected
    assert [i for i in done if is_evaluated(i, config, train_size)] == sorted(
        {0, *expected, iterations}
    )
    for i in done:
        samples = i * batch_size
        assert epochs_done(i, config, train_size) == samples // train_size
        at = epoch_at(i, config, train_size)
        assert at == (samples // train_size if i in expected else samples / train_size)


@pytest.mark.parametrize(
    ("batch_size", "train_size", "ends"),
    [
        (100, 60_000, [600, 1200, 1800]),
        (128, 60_000, [469, 938, 1407, 1875]),  # the trap: 468.75 iterations an epoch
        (100, 49_200, [492, 984, 1476]),
        (1_000, 300, [1, 2, 3, 4]),
        (1, 300, [300, 600, 900]),
    ],
)
def test_known_epochs(batch_size: int, train_size: int, ends: list[int]) -> None:
    config = TrainConfig(batch_size=batch_size)
    found = [i for i in range(1, ends[-1] + 1) if ends_epoch(i, config, train_size)]
    assert found == ends


@pytest.mark.parametrize("batch_size", [1, 64, 100, 300, 1_000])
def test_the_next_epoch_end_by_counting(batch_size: int) -> None:
    config = TrainConfig(batch_size=batch_size)
    until = 3 * MNIST_5K // batch_size + 1
    ends = counted_epoch_ends(batch_size, MNIST_5K, until)
    for iteration in range(0, ends[-1], max(batch_size, 3) // 3 if batch_size > 1 else 997):
        expected = next(end for end in ends if end > iteration)
        assert next_epoch_end(iteration, config, MNIST_5K) == expected


@given(st.integers(1, 40), st.integers(1, 60), st.integers(0, 100))
def test_the_next_epoch_end_is_the_next(batch_size: int, train_size: int, iteration: int) -> None:
    config = TrainConfig(batch_size=batch_size)
    end = next_epoch_end(iteration, config, train_size)
    assert end > iteration
    assert ends_epoch(end, config, train_size)
    assert not any(ends_epoch(i, config, train_size) for i in range(iteration + 1, end))


def test_the_end_of_an_epoch_is_a_whole_place_on_the_axis() -> None:
    config = TrainConfig(batch_size=128)
    assert [epoch_at(i, config, 60_000) for i in (0, 469, 938, 1875)] == [0, 1, 2, 4]
    assert epoch_at(470, config, 60_000) == 470 * 128 / 60_000


def test_fibonacci() -> None:
    assert [n for n in range(100) if is_fibonacci(n)] == [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]


def test_probes_come_early_and_after_every_epoch() -> None:
    config = TrainConfig(batch_size=100, iterations=100)
    probed = [i for i in range(50) if is_probed(i, config, 1_000)]
    assert probed == [0, 1, 2, 3, 5, 8, 10, 13, 20, 21, 30, 34, 40]
