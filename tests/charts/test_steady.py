"""Live charts keep their marks: each row of the next table is known by its number."""

from collections.abc import Callable, Iterator
from typing import Any

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


def layers(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All of a chart, of one panel or of many."""
    for panel in made.get("concat", [made]):
        yield from panel["layer"]


def aggregation(layer: dict[str, Any]) -> dict[str, Any]:
    """How a line is drawn: with a filter before or a name after it."""
    (found,) = [step for step in layer["transform"] if "aggregate" in step]
    return dict(found)


@pytest.mark.parametrize("chart", LIVE)
def test_every_mark_of_a_curve_knows_its_point(chart: str) -> None:
    """Lines by a group of its own for each row, since `key` would cut them up; rules by `key`."""
    made = specification(LIVE[chart](RUNS["falling"]))
    first = {name: rows[0] if rows else {} for name, rows in made["datasets"].items()}
    curves = [layer for layer in layers(made) if "point" in first[layer["data"]["name"]]]
    assert curves
    for layer in curves:
        if layer["mark"]["type"] in PATHS:
            steady = aggregation(layer)
            assert "point" in steady["groupby"]
            assert {one["op"] for one in steady["aggregate"]} == {"sum"}
            assert "key" not in layer["encoding"]
        else:
            assert layer["encoding"]["key"]["field"] == "point"


@pytest.mark.parametrize("chart", LIVE)
def test_a_group_has_one_row(chart: str) -> None:
    made = specification(LIVE[chart](RUNS["falling"]))
    for layer in layers(made):
        if layer["mark"]["type"] in PATHS:
            rows = made["datasets"][layer["data"]["name"]]
            names = aggregation(layer)["groupby"]
            groups = {tuple(row[name] for name in names) for row in rows}
            assert len(groups) == len(rows)


@pytest.mark.parametrize("chart", LIVE)
def test_no_point_is_put_into_words(chart: str) -> None:
    """Vega would make a sentence for each with every frame; the chart as a whole has one."""
    assert specification(LIVE[chart](RUNS["falling"]))["config"]["mark"]["aria"] is False
