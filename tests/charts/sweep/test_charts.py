"""The charts of a sweep are valid Vega-Lite, and their form does not depend on the runs."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from bp.charts.sweep.axes import axes_of
from bp.charts.sweep.matters import correlation_bars, importance_bars, matters_table
from bp.charts.sweep.parallel import parallel_coordinates
from bp.charts.sweep.slices import accuracy_slice
from bp.charts.sweep.tables import runs_table, ticks_table
from tests.charts.one_run.test_charts import form, specification
from tests.charts.sweep.made import VARIED, made

TITLES = ("Learning rate", "Scaling", "Weight decay", "Loss", "Best test accuracy")


def tables(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return runs_table(table, VARIED), ticks_table(axes_of(table, VARIED))


def parallel(table: pd.DataFrame) -> alt.HConcatChart:
    return parallel_coordinates(*tables(table), titles=TITLES)


def slice_of_rates(table: pd.DataFrame) -> alt.LayerChart:
    return accuracy_slice(*tables(table), place=0, title="Learning rate")


def params(chart: dict[str, Any]) -> dict[str, Any]:
    return {param["name"]: param for param in chart["params"]}


def test_every_axis_can_be_brushed_and_every_run_picked_in_all_charts() -> None:
    """By names that legends.js knows, and not on a canvas, in which it finds no view."""
    chart = specification(parallel(made()))
    found, of_slice = params(chart), params(specification(slice_of_rates(made())))
    brushes = [name for name in found if name.startswith("brush_")]
    assert len(brushes) == len(TITLES)
    assert len({tuple(found[name]["views"]) for name in brushes}) == len(TITLES)
    strength = chart["hconcat"][1]["layer"][0]["encoding"]["opacity"]
    assert all(f"'{name}'" in str(strength) for name in [*brushes, "picked"])
    assert len(found["picked"]["views"]) == len(TITLES) - 1
    for name in ("picked", "pointed"):
        assert found[name]["select"] == of_slice[name]["select"]
        assert found[name]["select"]["fields"] == ["run"]
    assert chart["usermeta"] == {"embedOptions": {"renderer": "svg"}}


@pytest.mark.parametrize("draw", [parallel, slice_of_rates])
def test_the_form_is_the_same_whatever_the_runs(draw: Any) -> None:
    few = made().assign(learning_rate=0.1).head(2)
    assert form(draw(made())) == form(draw(few))


def test_bars_of_what_matters_say_where_there_is_no_correlation() -> None:
    table = matters_table(
        pd.DataFrame(
            {
                "parameter": ["learning_rate", "scaling"],
                "importance": [0.123, 0.05],
                "deviation": [0.01, 0.02],
                "rank_correlation": [-0.5, float("nan")],
            }
        )
    )
    assert list(table["in_points"]) == ["12.3 points", "5.0 points"]
    assert list(table["in_words"]) == ["-0.50", "none: its values have no order"]
    alike = pd.DataFrame({"parameter": ["learning_rate"], "importance": [0.0], "deviation": [0.0]})
    (words,) = matters_table(alike.assign(rank_correlation=float("nan")))["in_words"]
    assert words == "not known: too little differs"
    for chart in (importance_bars(table, bars=2), correlation_bars(table, bars=2)):
        assert specification(chart)["layer"]
