"""The range test beside a plain loop, in slices, on raw pixels, and asked for nonsense."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from bp.data import Dataset, fit_scaling, load_dataset
from bp.nn import TwoLayerNet
from bp.search import RangeTest, range_test
from bp.search.ramp import advance_ramps
from bp.training import ConfigError, TrainConfig
from bp.training.start import generators

CONFIG = TrainConfig(dataset="digits", hidden_size=12, batch_size=20, seed=3)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_dataset("digits")


@pytest.fixture(scope="module")
def finished(digits: Dataset) -> RangeTest:
    return range_test(digits, CONFIG, points=120)


def test_the_same_losses_as_a_plain_loop(digits: Dataset) -> None:
    test = range_test(digits, CONFIG, lowest=1e-3, highest=0.3, points=40, seeds=1)
    weights, batches = generators(CONFIG)
    network = TwoLayerNet(64, 12, 10, rng=weights)
    x = fit_scaling(digits, "unit").apply(digits.x_train)
    losses = []
    for rate in np.geomspace(1e-3, 0.3, 40):
        batch = batches.integers(len(x), size=20)
        losses.append(network.loss(x[batch], digits.t_train[batch]))
        grads = network.gradient(x[batch], digits.t_train[batch])
        for key in network.params:
            network.params[key] -= rate * grads[key]
    # float32 against float64 over 40 iterations.
    np.testing.assert_allclose(test.curve["batch_loss"], losses, rtol=1e-3)


def test_one_row_a_seed_and_rate(finished: RangeTest) -> None:
    curve = finished.curve
    assert sorted(curve["seed"].unique()) == [3, 4, 5]
    first = curve[curve["seed"] == 3]["learning_rate"]
    np.testing.assert_allclose(first, np.geomspace(1e-7, 10, 120)[: len(first)])
    assert curve["dead_units"].between(0, 12).all()


def test_the_update_ratio_grows_with_the_rate_while_nothing_is_learned(digits: Dataset) -> None:
    curve = range_test(digits, CONFIG, lowest=1e-7, highest=1e-4, points=60, seeds=1).curve
    ratio = curve["update_ratio"] / curve["learning_rate"]  # the gradient, which hardly moves
    assert ratio.max() < 3 * ratio.min()


def test_a_rate_is_recommended_that_learns(finished: RangeTest) -> None:
    assert finished.recommended == finished.suggestions[0].learning_rate
    assert {each.rule for each in finished.suggestions} > {"recommended", "valley", "steepest"}
    assert finished.progress[0] == finished.progress[1]


def test_in_slices_as_in_one_go(digits: Dataset, finished: RangeTest) -> None:
    test = RangeTest(digits, CONFIG, points=120)
    while not test.finished:
        parts = pickle.loads(pickle.dumps(test.parts))
        test.take(parts, advance_ramps(parts, 17, float("inf")))
    assert test.curve.equals(finished.curve)
    assert test.recommended == finished.recommended


def test_a_snapshot_stays_as_it_was(digits: Dataset) -> None:
    test = RangeTest(digits, CONFIG, points=40)
    test.advance(10)
    snapshot = test.snapshot()
    test.advance(10)
    assert len(snapshot.curve) == 30
    assert len(test.curve) == 60


def test_raw_pixels_kill_it_and_end_it(digits: Dataset) -> None:
    test = range_test(digits, replace(CONFIG, scaling="raw"), points=200)
    assert set(test.stopped) == {"most hidden units were dead"}
    assert test.curve["learning_rate"].max() < 10
    last = test.curve.groupby("seed").tail(1)
    assert (last["dead_units"] > 6).all()


def test_nothing_is_recommended_before_the_end(digits: Dataset) -> None:
    test = RangeTest(digits, CONFIG)
    assert test.suggestions == []
    with pytest.raises(ConfigError, match="not finished"):
        _ = test.recommended


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"lowest": 1.0, "highest": 0.1}, "must be above 0 and below the highest"),
        ({"lowest": 0.1, "highest": 0.1}, "must be above 0 and below the highest"),
        ({"lowest": 0.0}, "must be above 0"),
        ({"highest": float("inf")}, "must be above 0"),
        ({"points": 3}, "needs 20 at least"),
        ({"seeds": 0}, "must be 1 or more"),
    ],
)
def test_nonsense_is_refused(digits: Dataset, options: dict[str, float], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        RangeTest(digits, CONFIG, **options)  # type: ignore[arg-type]


def test_another_data_set_is_refused(digits: Dataset) -> None:
    with pytest.raises(ConfigError, match="'mnist-5k'"):
        RangeTest(digits, TrainConfig())


def test_nothing_is_recommended_where_all_break_at_once(digits: Dataset) -> None:
    test = range_test(digits, replace(CONFIG, weight_init_std=0.0))  # no unit is ever on
    assert test.finished
    assert test.suggestions == []
    with pytest.raises(
        ConfigError, match="most hidden units were dead, after fewer than 20 points"
    ):
        _ = test.recommended
