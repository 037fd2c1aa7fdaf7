"""The slope of the dying edge, on planted edges and beside scipy's regression."""

from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress, t  # type: ignore[import-untyped]

from bp.data import load_dataset
from bp.search.edge_slope import edge_slope, find_edges, fit_slope, pixel_scale
from bp.training import ConfigError, TrainConfig

RATES = np.geomspace(1e-4, 10, 60)
STANDARDS = np.geomspace(0.001, 1, 8)


def runs(std: float, edge: float, *, seed: int = 0, rates: np.ndarray = RATES) -> pd.DataFrame:
    """Rows of a sweep over the rates, which die above an edge."""
    config = TrainConfig(weight_init_std=std, seed=seed)
    rows = [asdict(config) | {"learning_rate": rate} for rate in rates]
    verdicts = np.where(rates > edge, "dead", "learning")
    outcomes = {"best_test_accuracy": 0.5, "test_accuracy": 0.5, "loss": 1.0, "dead_units": 3}
    return pd.DataFrame(rows).assign(verdict=verdicts, seconds=np.arange(len(rates)), **outcomes)


def planted(slope: float, noise: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    return pd.concat(
        [
            runs(std, 0.05 * std**slope * np.exp(noise * rng.normal()), seed=seed)
            for std in STANDARDS
            for seed in range(3)
        ],
        ignore_index=True,
    )


def test_what_came_of_a_run_makes_no_series_of_its_own() -> None:
    """A run that was stopped when it was dead, or that is near another verdict, is one of them."""
    table = planted(0.5)
    lost = table["verdict"] == "dead"
    stopped = table.assign(
        iterations_done=np.where(lost, 40, 600),
        stopped=np.where(lost, "dead", ""),
        nearly=np.where(table.index % 7 == 0, "dying", ""),
    )
    pd.testing.assert_frame_equal(
        find_edges(stopped, "weight_init_std")[0], find_edges(table, "weight_init_std")[0]
    )
    assert find_edges(stopped, "weight_init_std")[1] == 0


@pytest.mark.parametrize("slope", [-0.4, 0.0, 0.7])
def test_a_planted_slope_lies_in_its_interval(slope: float) -> None:
    found = edge_slope(planted(slope, noise=0.1), "weight_init_std")
    assert found.low < slope < found.high
    assert found.high - found.low < 0.2
    assert len(found.edges) == 8
    assert found.skipped == 0


def test_the_interval_is_scipys_where_the_rates_leave_no_gap() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=12), rng.normal(size=12)
    expected = linregress(x, y)
    slope, half = fit_slope(x, y, np.zeros(12))
    assert slope == pytest.approx(expected.slope)
    assert half == pytest.approx(expected.stderr * t.ppf(0.975, 10))


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """On a grid of rates that is as coarse as the noise; 2,000 planted tables, by hand."""
    rng = np.random.default_rng(2)
    x, step = np.linspace(0, 5, 8), 0.5
    exact = -0.9 * x + 0.2 * rng.normal(size=(2_000, 8)) + rng.uniform(-step, 0, (2_000, 1))
    on_grid = np.floor(exact / step) * step + step / 2
    found = [fit_slope(x, y, np.full(8, step)) for y in on_grid]
    covered = np.mean([abs(slope + 0.9) < half for slope, half in found])
    assert 0.95 < covered < 0.995


def test_an_edge_is_the_cut_with_the_fewest_on_its_wrong_side() -> None:
    """Alive up to 4, but one that died at 2, and one at 7 that did not: the cut is after 4."""
    rates = np.arange(1.0, 9.0)
    table = runs(0.01, 4.5, rates=rates)
    table.loc[[1], "verdict"] = "dead"
    table.loc[[6], "verdict"] = "learning"
    table = table.sample(frac=1, random_state=0)
    edges, skipped = find_edges(table, "weight_init_std")
    assert edges.iloc[0].to_dict() == pytest.approx(
        {"weight_init_std": 0.01, "low": 4, "high": 5, "learning_rate": 20**0.5}
    )
    assert skipped == 0


def test_rates_of_which_all_or_none_die_have_no_edge() -> None:
    table = pd.concat([planted(0.5), runs(2.0, 100.0), runs(3.0, 0.0)])
    assert edge_slope(table, "weight_init_std").skipped == 2
    with pytest.raises(ConfigError, match="The edge was found at 1 values"):
        edge_slope(runs(0.1, 1.0), "weight_init_std")
    with pytest.raises(ConfigError, match="0 has no place"):
        edge_slope(pd.concat([planted(0.5), runs(0.0, 1.0)]), "weight_init_std")


def test_the_scale_of_pixels_and_the_sentence() -> None:
    dataset = load_dataset("digits")
    scale = pixel_scale(dataset)
    assert scale("raw") == pytest.approx(dataset.pixel_max * scale("unit"))
    edges = {"raw": 0.1, "unit": 1.6, "standard": 1.0}
    table = pd.concat([runs(0.1, edge).assign(scaling=name) for name, edge in edges.items()])
    found = edge_slope(table, "scaling", scale)
    expected = linregress(np.log(found.edges["scale"]), np.log(found.edges["learning_rate"])).slope
    assert found.slope == pytest.approx(expected)
    assert (
        f"a slope of {expected:.2f} against the pixel scale (95\u00a0% interval"
        in found.sentence("the pixel scale")
    )
    flat = edge_slope(planted(0.0), "weight_init_std")
    assert "The interval holds 0: it may not move at all." in flat.sentence(
        "the initial weight scale"
    )
