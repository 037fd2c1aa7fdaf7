"""The charts of the gradient check: every entry is in a cell, and the payload is bounded."""

import json

import altair as alt
import numpy as np
import pandas as pd
import pytest

from bp.charts import error_against_step, error_map
from bp.charts.gradient_check.tables import (
    MOST_ACROSS,
    MOST_DOWN,
    SMALLEST_ERROR,
    TRACKS,
    chosen_step,
    map_table,
    steps_table,
    tracks_table,
)
from bp.gradient_check import GradientCheck, broken
from bp.nn import TwoLayerNet
from tests.charts.one_run.test_charts import form


def check(
    inputs: int = 5, hidden: int = 4, classes: int = 3, entries: int | None = None
) -> GradientCheck:
    rng = np.random.default_rng(0)
    network = TwoLayerNet(inputs, hidden, classes, 1.0, rng=rng)
    made = GradientCheck(
        network, rng.random((2, inputs)), np.array([0, 1]), entries=entries, rng=rng
    )
    list(made.steps())
    return made


def array_of(table: pd.DataFrame, key: str) -> pd.DataFrame:
    return table[table["entries"].str.startswith(f"{key}[")]


def errors(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"h": [1e-3] * len(values), "relative_error": values, "precision": "x"})


def test_a_small_array_has_a_cell_an_entry() -> None:
    made = check()
    table, entries = map_table(made), made.table()
    names = entries["parameter"] + entries["index"].map(lambda index: str(list(index)))
    differences = entries["difference"].clip(lower=SMALLEST_ERROR)
    found = dict(zip(table["entries"], table["difference"], strict=True))
    assert found == pytest.approx(dict(zip(names, differences, strict=True)))


@pytest.mark.parametrize(("inputs", "hidden", "classes"), [(784, 50, 10), (130, 500, 70)])
def test_a_large_array_is_covered_by_few_cells(inputs: int, hidden: int, classes: int) -> None:
    made = check(inputs, hidden, classes)
    table = map_table(made)
    assert len(table) <= (2 * MOST_DOWN + 2) * MOST_ACROSS
    for key, (top, bottom) in TRACKS.items():
        cells = array_of(table, key)
        area = (cells["right"] - cells["left"]) * (cells["bottom"] - cells["top"])
        assert area.sum() == pytest.approx(100 * (bottom - top), rel=1e-4)
        assert cells["difference"].max() == pytest.approx(made.arrays[key].difference.max())


def test_a_sample_fills_only_its_cells() -> None:
    table = map_table(check(100, 40, 10, entries=7))
    assert [len(array_of(table, key)) for key in TRACKS] == [7, 7, 7, 7]


def test_a_wrong_unit_is_a_stripe_through_both_layers() -> None:
    network = TwoLayerNet(30, 5, 3, 1.0, rng=np.random.default_rng(0))
    network.params["b1"][:] = [9, 9, -9, 9, 9]  # the third unit is off
    x = np.random.default_rng(1).random((2, 30))
    made = GradientCheck(broken(network, "relu-mask"), x, np.array([0, 1]))
    list(made.steps())
    wrong = map_table(made).query("difference > 1e-3")
    assert set(wrong["left"]) == {40}
    assert set(wrong["right"]) == {60}
    assert {name[:2] for name in wrong["entries"]} == {"W1", "b1"}


def test_a_gradient_that_is_not_a_number_is_the_brightest_cell() -> None:
    made = check()
    made.arrays["b2"]._numerical[0] = np.nan
    table = map_table(made)
    json.dumps(table.to_dict(), allow_nan=False)
    assert array_of(table, "b2")["difference"].max() > 1


def test_nothing_falls_off_the_axis() -> None:
    table = steps_table(errors(0, 1e-20, 0.5))
    assert list(table["relative_error"]) == [SMALLEST_ERROR, SMALLEST_ERROR, 0.5]
    assert chosen_step(1e-4)["text"].item() == "h = 1e-4"


def by_step(table: pd.DataFrame, h: float) -> alt.LayerChart:
    return error_against_step(steps_table(table), chosen_step(h))


def test_the_form_does_not_depend_on_the_figures() -> None:
    many, none = errors(1e-3, 0.5, 0), errors().astype({"h": float, "relative_error": float})
    assert form(by_step(many, 1e-4)) == form(by_step(none, 0.1))
    for colour in ("difference", "relative_error"):
        small, large = (
            error_map(map_table(made), tracks_table(), colour=colour)
            for made in (check(), check(784, 500, 10))
        )
        assert form(small) == form(large)


@pytest.mark.parametrize("chart", [by_step(errors(0.1), 1e-4)], ids=["by step"])
def test_the_bands_stand_in_the_chart(chart: alt.LayerChart) -> None:
    made = json.dumps(chart.to_dict())
    for words in ("wrong above", "doubtful above", "close below"):
        assert words in made
