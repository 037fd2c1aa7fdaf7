"""Live charts keep their marks: each row of the next table is known by its number."""

from collections.abc import Callable

import altair as alt
import pytest

from bp.training import History
from tests.charts.examples import RUNS
from tests.charts.many_runs import test_charts as together
from tests.charts.one_run import test_charts as alone
from tests.charts.one_run.test_charts import specification

LIVE: dict[str, Callable[[History], alt.TopLevelMixin]] = {
    **alone.CHARTS,
    **{name: made for name, made in together.CHARTS.items() if "by" not in name.split()},
    "side by side": together.small,
}
PATHS = ("line", "area")


@pytest.mark.parametrize("chart", LIVE)
def test_every_mark_of_a_curve_knows_its_point(chart: str) -> None:
    """Lines by a group of its own for each row, since `key` would cut them up; rules by `key`."""
    made = specification(LIVE[chart](RUNS["falling"]))
    layers = made.get("layer") or [{**made["spec"], "data": made["data"]}]
    first = {name: rows[0] if rows else {} for name, rows in made["datasets"].items()}
    curves = [layer for layer in layers if "point" in first[layer["data"]["name"]]]
    assert curves
    for layer in curves:
        if layer["mark"]["type"] in PATHS:
            (aggregation,) = layer["transform"]
            assert "point" in aggregation["groupby"]
            assert {one["op"] for one in aggregation["aggregate"]} == {"sum"}
            assert "key" not in layer["encoding"]
        else:
            assert layer["encoding"]["key"]["field"] == "point"


@pytest.mark.parametrize("chart", LIVE)
def test_a_group_has_one_row(chart: str) -> None:
    made = specification(LIVE[chart](RUNS["falling"]))
    layers = made.get("layer") or [{**made["spec"], "data": made["data"]}]
    for layer in layers:
        for step in layer.get("transform", []):
            rows = made["datasets"][layer["data"]["name"]]
            groups = {tuple(row[name] for name in step["groupby"]) for row in rows}
            assert len(groups) == len(rows)


@pytest.mark.parametrize("chart", LIVE)
def test_no_point_is_put_into_words(chart: str) -> None:
    """Vega would make a sentence for each with every frame; the chart as a whole has one."""
    assert specification(LIVE[chart](RUNS["falling"]))["config"]["mark"]["aria"] is False
