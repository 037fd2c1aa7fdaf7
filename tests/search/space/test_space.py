"""A space: its runs, their order, and what is refused."""

from dataclasses import replace
from itertools import pairwise, product
from math import log

import numpy as np
import pytest

from bp.data import load_dataset
from bp.search.space import Space
from bp.search.space.effort import check_feasible, run_seconds
from bp.search.space.zoom import narrowed
from bp.training import ConfigError, TrainConfig

BASE = TrainConfig("digits", iterations=20)
RATES, SIZES = ("learning_rate", "0.001..100 x 20"), ("hidden_size", "5..100 x 20")
GRID = Space(BASE, (RATES, SIZES))


def test_a_grid_has_every_combination_once() -> None:
    found = [(config.learning_rate, config.hidden_size) for config in GRID.configs]
    wanted = set(product(GRID.values["learning_rate"], GRID.values["hidden_size"]))
    assert len(found) == GRID.runs == 400
    assert set(found) == wanted
    held = {replace(config, learning_rate=0.1, hidden_size=50) for config in GRID.configs}
    assert held == {replace(BASE, learning_rate=0.1, hidden_size=50)}


def test_a_tenth_of_the_runs_shows_the_shape() -> None:
    """No cell of the grid then is further than two or three from one that is through."""
    places = [sorted(GRID.values[field]) for field in GRID.varied]
    known = np.array(
        [
            (places[0].index(config.learning_rate), places[1].index(config.hidden_size))
            for config in GRID.configs[: GRID.runs // 10]
        ]
    )
    cells = np.array(list(product(range(20), range(20))))
    distances = np.abs(cells[:, None] - known[None]).max(axis=2).min(axis=1)
    assert distances.max() <= 3


def test_neighbours_in_the_order_train_in_one_stack() -> None:
    sizes = [config.hidden_size for config in GRID.configs]
    changes = sum(a != b for a, b in pairwise(sizes))
    assert changes < 100  # of 400: at random it would be 380


def test_seeds_repeat_the_whole_space() -> None:
    space = Space(replace(BASE, seed=7), (("scaling", "raw, unit"), SIZES), seeds=3)
    seeds = [config.seed for config in space.configs]
    assert seeds == [7] * 40 + [8] * 40 + [9] * 40
    assert len(set(space.configs)) == space.runs == 120


def test_a_random_search_is_even_in_the_logarithm() -> None:
    space = Space(BASE, (("learning_rate", "0.001..10 x 2"), SIZES), drawn=2_000)
    rates = [log(config.learning_rate, 10) for config in space.configs]
    assert np.histogram(rates, 4, range=(-3, 1))[0].min() > 400  # 500 each, and 19 is one sigma
    assert all(5 <= config.hidden_size <= 100 for config in space.configs)
    assert space.configs == replace(space).configs


def test_choices_are_drawn_once_each() -> None:
    space = Space(BASE, (("scaling", "raw, unit"), ("optimizer", "sgd, adam")), drawn=50)
    assert space.runs == len(set(space.configs)) == 4


def test_it_is_described_and_read_back() -> None:
    space = Space(BASE, (RATES, SIZES), seeds=2, drawn=30)
    assert Space.from_description(space.described()) == space


@pytest.mark.parametrize(
    ("asked", "options", "sentence"),
    [
        (("learning_rate", ""), {}, "Learning rate has no values"),
        (("learning_rate", "1..0.001 x 5"), {}, "goes from 1 down to 0.001"),
        (("learning_rate", "0.1..0.1 x 5"), {}, "which is one value"),
        (("learning_rate", "0.1"), {}, "Give 2 to 64 values for the learning rate, not 1"),
        (("learning_rate", "fast, slow"), {}, "'fast' cannot be read"),
        (("learning_rate", "0.1..1 x 1000000"), {}, "1000000 values are too many"),
        (("learning_rate", "0..1 x 5"), {}, "learning rate is 0"),
        (("hidden_size", "2..9 x 4"), {}, "Vary each parameter once"),
        (("seed", "0..9 x 10"), {"seeds": 2}, "The seed is an axis already"),
        (RATES, {"drawn": 1_000_000}, "1,000,000 runs are too many"),
        (RATES, {"seeds": 11}, "Train with 1 to 10 seeds, not 11"),
        (("batch_size", "1..900 x 60"), {"seeds": 10}, "runs are too many for a map"),
    ],
)
def test_what_is_refused(asked: tuple[str, str], options: dict[str, int], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Space(BASE, (asked, SIZES), **options)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_part_has_as_many_runs_again_and_again() -> None:
    space = Space(BASE, (RATES, ("weight_init_std", "0.001..1 x 20")))
    for _ in range(8):
        rates, scales = (space.values[field] for field in space.varied)
        region = {"learning_rate": (rates[8], rates[11]), "weight_init_std": (scales[4], scales[7])}
        space = narrowed(space, region)
        assert space.runs == 400
        assert space.values["learning_rate"][0] == pytest.approx(rates[8], rel=1e-3)
        assert space.values["learning_rate"][-1] == pytest.approx(rates[11], rel=1e-3)


def test_a_part_of_whole_numbers_and_of_choices() -> None:
    space = Space(BASE, (SIZES, ("scaling", "raw, unit, standard")))
    part = narrowed(space, {"hidden_size": (9.5, 20.7), "scaling": (0.6, 2.4)})
    assert part.asked == (("hidden_size", "10..20 x 20"), ("scaling", "unit, standard"))
    assert narrowed(part, {"hidden_size": (10.2, 10.8), "scaling": (0.6, 0.9)}) == part


def test_a_part_beyond_what_can_be_trained() -> None:
    space = Space(BASE, (RATES, SIZES))
    part = narrowed(space, {"learning_rate": (10.0, 5_000.0), "hidden_size": (-3.0, 30.0)})
    assert part.asked == (("learning_rate", "10..1000 x 20"), ("hidden_size", "1..30 x 20"))


def test_the_time_is_measured_by_size() -> None:
    """With a clock that goes on by as much with each look, every size takes as long."""
    ticks = iter(range(1_000_000))
    space = Space(BASE, (("batch_size", "2, 4"), ("hidden_size", "2, 4")))
    seconds = run_seconds(load_dataset("digits"), space, clock=lambda: 0.1 * next(ticks))
    assert len(seconds) == 4
    assert seconds == pytest.approx([seconds[0]] * 4)


def test_what_cannot_finish_is_refused_with_the_reason() -> None:
    digits = load_dataset("digits")
    check_feasible(digits, GRID, 3_600)
    with pytest.raises(ConfigError, match="would take about 100 hours here: at most 12"):
        check_feasible(digits, GRID, 360_000)
    with pytest.raises(ConfigError, match=r"of 100 hidden units .* GB of memory"):
        check_feasible(digits, GRID, 1, most_bytes=1_000_000)
