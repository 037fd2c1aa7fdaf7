"""Which setting made the difference: by hand-made accuracies, and by networks that are trained."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from bp.data import load_dataset
from bp.search import Difference, Sweep, explain_difference
from bp.search.difference import FIRST, SECOND, Between, between, other_seeds
from bp.search.what_made_it import Effect, Ends, answer
from bp.training import ConfigError, TrainConfig

DIGITS = TrainConfig(dataset="digits", hidden_size=10, batch_size=20, iterations=40)
SPREAD = np.array([-0.02, -0.01, 0, 0.01, 0.02])
GOOD, HALF, BAD = 0.9, 0.5, 0.1


def ends(before: float, after: float) -> Ends:
    """Five seeds each, two points of spread to either side."""
    return Ends(before + SPREAD, after + SPREAD)


def told(
    whole: tuple[float, float], **effects: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[str, tuple[str, ...]]:
    """What is named, given the means before and after each swap, alone and last."""
    found = answer(
        ends(*whole),
        [
            Effect(name, (1, 2), ends(*alone), ends(*last))
            for name, (alone, last) in effects.items()
        ],
        same_seed=False,
    )
    assert found.sentence.endswith(".")
    return found.kind, found.settings


NOTHING = ((GOOD, GOOD), (BAD, BAD))


@pytest.mark.parametrize(
    ("seed_size", "rate", "kind"),
    [
        (NOTHING, ((GOOD, BAD), (GOOD, BAD)), "one"),
        (((GOOD, BAD), (BAD, BAD)), ((GOOD, BAD), (BAD, BAD)), "either"),
        (((GOOD, GOOD), (GOOD, BAD)), ((GOOD, GOOD), (GOOD, BAD)), "together"),
        (((GOOD, HALF), (HALF, BAD)), ((GOOD, HALF), (HALF, BAD)), "several"),
        (((GOOD, 0.7), (0.3, BAD)), ((GOOD, 0.7), (0.3, BAD)), "several"),
        (NOTHING, ((GOOD, BAD), (BAD, BAD)), "several"),
    ],
)
def test_what_two_settings_did(
    seed_size: tuple[tuple[float, float], tuple[float, float]],
    rate: tuple[tuple[float, float], tuple[float, float]],
    kind: str,
) -> None:
    found, settings = told((GOOD, BAD), hidden_size=seed_size, learning_rate=rate)
    assert found == kind
    assert "learning_rate" in settings
    assert ("hidden_size" in settings) == (kind != "one")


def test_the_seed() -> None:
    alike = ((GOOD, GOOD), (GOOD, GOOD))
    assert told((GOOD, GOOD), hidden_size=alike) == ("seed", ())
    overlap = ((GOOD, GOOD - 0.03), (GOOD, GOOD - 0.03))  # the highest of one is the lowest + 0.01
    assert told((GOOD, GOOD - 0.03), hidden_size=overlap) == ("seed", ())


def test_a_setting_that_is_clear_where_the_whole_is_not() -> None:
    """The highest seed of the one reaches the lowest of the other; of the swapped it does not."""
    rate = ((0.9, 0.84), (0.9, 0.84))
    assert told((0.89, 0.86), learning_rate=rate, scaling=((0.89, 0.89), (0.86, 0.86))) == (
        "one",
        ("learning_rate",),
    )


def test_settings_that_undo_each_other() -> None:
    worse, better = ((GOOD, BAD), (GOOD, BAD)), ((GOOD, GOOD), (GOOD, GOOD))
    found = told((GOOD, GOOD), learning_rate=worse, scaling=better)
    assert found == ("hidden", ("learning_rate",))


def test_how_often_chance_sets_five_apart_from_five() -> None:
    """Counted out: of all ways in which ten different figures fall to two groups of five."""
    figures = np.arange(6.0)  # three and three, to be counted at once: 2 of 20
    found = [Ends(np.array(order[:3]), np.array(order[3:])) for order in permutations(figures)]
    assert sum(each.is_clear for each in found) == len(found) * 2 // 20


def test_what_lies_between() -> None:
    second = replace(DIGITS, learning_rate=3, hidden_size=12, seed=8)
    configs = between(DIGITS, second)
    assert configs[Between(FIRST, "learning_rate")] == replace(DIGITS, learning_rate=3)
    assert configs[Between(SECOND, "learning_rate")] == replace(DIGITS, hidden_size=12)
    assert len(set(configs.values())) == 4  # with two settings, what is alone in one is last there
    assert other_seeds((0, 2), 4) == [1, 3, 4, 5]


def test_a_learning_rate_among_settings_that_do_nothing() -> None:
    first = replace(DIGITS, learning_rate=1, iterations=120, seed=3)
    second = replace(first, learning_rate=1e-4, targets="one-hot", seed=9)
    work = Difference(load_dataset("digits"), first, second, seeds=4)
    assert {config.seed for config in work.configs} == {0, 1, 2, 4}
    assert work.answer is None
    while not work.finished:
        work.advance(50)

    assert work.answer is not None
    assert (work.answer.kind, work.answer.settings) == ("one", ("learning_rate",))
    assert "learning rate (1 → 1e-4)" in work.answer.sentence
    places = [place for place, _, _ in work.ends]
    assert (places[0], places[-1]) == (Between(FIRST), Between(SECOND))
    alone = Sweep(load_dataset("digits"), [replace(first, seed=seed) for seed in work.seeds])
    while not alone.finished:
        alone.advance(120)
    # Sums in stacks of another size are rounded otherwise.
    assert work.ends[0][1].tolist() == pytest.approx(
        alone.table["test_accuracy"].tolist(), abs=0.02
    )


@pytest.mark.parametrize(("seed", "kind"), [(0, "same"), (5, "seed")])
def test_no_setting_differs(seed: int, kind: str) -> None:
    found = explain_difference(load_dataset("digits"), DIGITS, replace(DIGITS, seed=seed))
    assert (found.kind, found.settings) == (kind, ())


def test_a_dead_pair_is_said_to_be_alike() -> None:
    first = replace(DIGITS, learning_rate=500, scaling="raw")
    found = explain_difference(load_dataset("digits"), first, replace(first, learning_rate=900))
    assert found.kind == "seed"


@pytest.mark.parametrize(
    ("dataset", "seeds", "said"),
    [("mnist-5k", 5, "different images"), ("digits", 3, "from 4 to 10")],
)
def test_refused(dataset: str, seeds: int, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Difference(load_dataset("digits"), DIGITS, replace(DIGITS, dataset=dataset), seeds=seeds)


def test_two_runs_with_one_seed_do_not_differ_by_it() -> None:
    alike, apart = ends(GOOD, GOOD), ends(GOOD, GOOD - 0.01)
    found = answer(alike, [Effect("targets", (1, 2), alike, alike)], same_seed=True)
    assert found.kind == "same"
    assert found.sentence.startswith("What differs in the settings makes no difference: with each")
    found = answer(apart, [Effect("learning_rate", (1, 2), apart, apart)], same_seed=True)
    assert found.kind == "seed"
    assert found.sentence.startswith("No more than chance: with 5 other seeds")
    found = answer(apart, [Effect("learning_rate", (1, 2), apart, apart)], same_seed=False)
    assert found.sentence.startswith("It is the seed: with 5 other seeds")
