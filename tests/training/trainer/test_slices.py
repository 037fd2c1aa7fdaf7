"""A run cut up in any way is the whole run, to the last bit."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.training import History, Trainer
from tests.nn.samples import few
from tests.training.examples import BLOBS, assert_same, config, trained

CONFIGS = [
    config(),
    config(learning_rate=1),
    config(hidden_size=3, activation="sigmoid"),
    config(targets="one-hot", batch_size=40, scaling="standard", seed=7),
]

Step = Callable[[Trainer], Trainer]


def by_iterations(count: int) -> Step:
    def step(trainer: Trainer) -> Trainer:
        trainer.advance(count)
        return trainer

    return step


def by_time(trainer: Trainer) -> Trainer:
    trainer.advance_for(0.0005)
    return trainer


def elsewhere(trainer: Trainer) -> Trainer:
    again: Trainer = pickle.loads(pickle.dumps(trainer))
    return again


steps = st.lists(
    st.builds(by_iterations, st.integers(0, 30)) | st.sampled_from([by_time, elsewhere]),
    max_size=12,
)


@pytest.fixture(scope="module")
def whole() -> list[History]:
    return trained(*CONFIGS).histories


@few
@given(steps)
def test_slices_of_any_kind(whole: list[History], cuts: list[Step]) -> None:
    trainer = Trainer(BLOBS, CONFIGS)
    for cut in cuts:
        trainer = cut(trainer)
    trainer.advance(trainer.iterations)
    for ours, theirs in zip(trainer.histories, whole, strict=True):
        assert_same(ours, theirs)


def test_one_iteration_at_a_time(whole: list[History]) -> None:
    trainer = Trainer(BLOBS, CONFIGS)
    while not trainer.finished:
        trainer = elsewhere(trainer)
        trainer.advance(1)
    for ours, theirs in zip(trainer.histories, whole, strict=True):
        assert_same(ours, theirs)
