"""Tables of many runs: small, in the right units, and no loss vanishes from them unnamed."""

import math

import numpy as np
import pandas as pd
import pytest

from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import (
    LIVE_POINTS_IN_ALL,
    MOST_LIVE_POINTS,
    RESTING_POINTS,
    Picture,
)
from bp.charts import accuracies_table, by_value_table, lost_table
from bp.diagnosis.ranking import Variant, variants_of
from bp.training import History
from bp.training.variations import varied_configs
from tests.charts.examples import falling, history, lost
from tests.charts.many_runs.made import losses, variants
from tests.training.examples import config, trained

SAMPLING = {"axis": "iterations", "spread": "min to max"}


def size(table: pd.DataFrame) -> int:
    """Bytes of the columns, as they are sent."""
    return int(table.memory_usage(index=False).sum())


@pytest.fixture(scope="module")
def seeded() -> list[Variant]:
    """Two rates with three seeds each, really trained."""
    configs = varied_configs(config(iterations=57), "learning_rate", (0.05, 0.5), 3)
    return variants_of(trained(*configs).histories, "learning_rate")


@pytest.fixture(scope="module")
def long() -> History:
    """10,000 iterations with 1,000 evaluations, four times as many as on mnist-5k."""
    return falling(10_000)


@pytest.mark.parametrize("points", [MOST_LIVE_POINTS, RESTING_POINTS])
def test_sixteen_long_runs_of_five_seeds(long: History, points: int) -> None:
    runs = variants(long, values=16, seeds=5)
    for table in (losses(runs, points=points), accuracies_table(runs, points=points, **SAMPLING)):
        assert table.groupby("run", observed=False).size().between(1, points + 1).all()
        assert size(table) <= 16 * (points + 1) * 25


def test_at_most_two_hundred_points_a_run_while_it_trains() -> None:
    assert MOST_LIVE_POINTS <= 200


@pytest.mark.parametrize("values", [1, 5, 16])
def test_all_curves_together_have_so_many_points_while_they_move(values: int) -> None:
    runs = variants(falling(5_000), values)
    moving = Picture(runs, ("#000000",) * values, None, True, ChartChoice("Auto", 0.6))
    for table in (moving.losses(), moving.accuracies()):
        assert len(table) <= LIVE_POINTS_IN_ALL + values  # the last one is always there


def test_the_payload_does_not_grow_with_the_iterations() -> None:
    rows = {n: len(losses(variants(falling(n)))) // 2 for n in (1_000, 10_000, 100_000)}
    assert set(rows.values()) == {MOST_LIVE_POINTS}


def test_figures_are_float32_and_runs_are_categories() -> None:
    table = losses(variants(falling(50)))
    assert list(table) == ["x", "point", "value", "run"]
    assert {str(table[name].dtype) for name in ("x", "point", "value")} == {"float32"}
    assert table["run"].cat.categories.tolist() == ["0.1", "0.2"]


def test_means_and_extremes_over_the_seeds(seeded: list[Variant]) -> None:
    table = losses(seeded)
    for variant in seeded:
        ours = table[table["run"] == variant.label]
        stacked = np.array([run.loss for run in variant.histories])
        np.testing.assert_array_equal(ours["x"], np.arange(57))
        np.testing.assert_allclose(ours["value"], stacked.mean(axis=0), rtol=1e-5)
        np.testing.assert_allclose(ours["lowest"], stacked.min(axis=0), rtol=1e-5)
        np.testing.assert_allclose(ours["highest"], stacked.max(axis=0), rtol=1e-5)


def test_the_band_of_the_standard_deviation(seeded: list[Variant]) -> None:
    table = accuracies_table(
        seeded, points=200, axis="iterations", spread="standard deviation"
    ).set_index("run")
    for variant in seeded:
        ours = table.loc[variant.label]
        stacked = np.array([run.evaluations["test_accuracy"] for run in variant.histories])
        assert ours["x"].tolist() == variant.histories[0].evaluations["iteration"].tolist()
        np.testing.assert_allclose(ours["value"], stacked.mean(axis=0), rtol=1e-5)
        for column, sign in (("lowest", -1), ("highest", 1)):
            edge = stacked.mean(axis=0) + sign * stacked.std(axis=0)
            np.testing.assert_allclose(ours[column], edge, rtol=1e-4)


def test_smoothing_is_done_before_the_mean_over_seeds(seeded: list[Variant]) -> None:
    table = losses(seeded, smoothing=0.5)
    ours = table[table["run"] == seeded[0].label]["value"]
    expected = np.mean([run.loss[0] / 3 + 2 * run.loss[1] / 3 for run in seeded[0].histories])
    assert ours.iloc[1] == pytest.approx(expected, rel=1e-5)


def test_units_of_the_horizontal_axis(seeded: list[Variant]) -> None:
    run = seeded[0].histories[0]  # batches of 16 out of 300
    ends = {
        "iterations": 56,
        "epochs": 56 * 16 / 300,
        "examples": 56 * 16,
        "seconds": 56 * run.seconds[-1] / 57,
    }
    for axis, end in ends.items():
        last = losses(seeded[:1], axis=axis)["x"].iloc[-1]
        assert last == pytest.approx(end, rel=1e-5)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("smoothing", [0, 0.6, 0.99])
def test_a_lost_loss_is_a_gap_and_never_a_level_line(value: float, smoothing: float) -> None:
    table = losses([Variant(1, (lost(at=7, length=40, value=value),))], smoothing=smoothing)
    assert table["value"].notna().tolist() == [True] * 7 + [False] * 33


def test_a_lost_loss_has_a_mark_where_it_left() -> None:
    runs = [Variant(0.1, (falling(40),)), Variant(3, (lost(at=7), lost(at=30, value=math.inf)))]
    table = lost_table(runs, "examples")
    assert table["run"].tolist() == ["3", "3"]
    assert table["x"].tolist() == [7 * 16, 30 * 16]
    assert set(table["mark"]) == {"3: loss is not finite from here"}


def test_nothing_lost_is_an_empty_table() -> None:
    assert list(lost_table(variants(falling(40)), "iterations")) == ["x", "run", "mark"]
    assert lost_table(variants(falling(40)), "iterations").empty


def test_before_the_first_iteration() -> None:
    runs = variants(history())
    assert losses(runs).empty
    assert by_value_table(runs).empty
    assert lost_table(runs, "seconds").empty


def test_best_and_last_by_value(seeded: list[Variant]) -> None:
    table = by_value_table(seeded)
    assert len(table) == 2 * len(seeded)
    for variant in seeded:
        tests = [run.evaluations["test_accuracy"] for run in variant.histories]
        for which, figures in (
            ("best", [one.max() for one in tests]),
            ("last", [one.iloc[-1] for one in tests]),
        ):
            (row,) = table[(table["run"] == variant.label) & (table["which"] == which)].to_numpy()
            expected = [variant.value, np.mean(figures), min(figures), max(figures)]
            assert row[[0, 3, 4, 5]].tolist() == pytest.approx(expected)
