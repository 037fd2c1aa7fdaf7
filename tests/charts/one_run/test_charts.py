"""Charts are valid Vega-Lite, and their form never depends on the figures."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

from bp.charts import (
    accuracy_curve,
    accuracy_pointed,
    accuracy_table,
    chance_level,
    evaluated_table,
    loss_curve,
    loss_marks,
    loss_pointed,
    loss_table,
    lowest_table,
    peak_table,
    room_table,
)
from bp.charts.one_run.loss_by_epoch import loss_by_epoch, losses_by_epoch
from bp.charts.palette import BLUE, VERMILLION
from bp.training import History
from tests.charts.examples import RUNS

Draw = Callable[[History], alt.TopLevelMixin]


def loss(history: History, **form: Any) -> alt.TopLevelMixin:
    table = loss_table(history, points=250, smoothing=0.6)
    tested = evaluated_table(history, points=250)
    return loss_curve(
        table,
        loss_pointed(table, tested, points=40),
        loss_marks(history),
        chance_level(history),
        tested,
        lowest_table(history),
        peak_table(history, table),
        room_table([history], "iterations"),
        **form,
    )


def accuracy(history: History) -> alt.TopLevelMixin:
    table = accuracy_table(history, points=250)
    pointed = accuracy_pointed(table, points=40)
    return accuracy_curve(table, pointed, room_table([history], "iterations"))


CHARTS: dict[str, Draw] = {
    "loss": loss,
    "loss, logarithmic": lambda history: loss(history, log=True),
    "loss, first iterations": lambda history: loss(history, log_x=True),
    "accuracy": accuracy,
    "loss by epoch": lambda history: loss_by_epoch(*losses_by_epoch(history)),
}


def specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """What Altair makes of a chart, checked against the schema of Vega-Lite."""
    made: dict[str, Any] = chart.to_dict(validate=True)
    return made


def form(chart: alt.TopLevelMixin) -> Any:
    """The specification without its data, and without names that Altair makes of the data."""
    made = specification(chart)
    made.pop("datasets", None)
    named_alike = re.sub("view_[0-9a-f]+", "view", json.dumps(made))
    return without_data(json.loads(named_alike))


def without_data(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: without_data(value) for key, value in part.items() if key != "data"}
    return [without_data(value) for value in part] if isinstance(part, list) else part


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("chart", CHARTS)
def test_valid_and_without_a_number_that_json_lacks(chart: str, run: str) -> None:
    json.dumps(specification(CHARTS[chart](RUNS[run])), allow_nan=False)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("chart", CHARTS)
def test_the_form_does_not_depend_on_the_figures(chart: str, run: str) -> None:
    assert form(CHARTS[chart](RUNS[run])) == form(CHARTS[chart](RUNS["falling"]))


@pytest.mark.parametrize("chart", CHARTS)
def test_axes_are_named_and_the_height_is_fixed(chart: str) -> None:
    made = form(CHARTS[chart](RUNS["falling"]))
    assert made["height"] > 200
    titles = {
        layer["encoding"][axis].get("title")
        for layer in made["layer"]
        for axis in ("x", "y")
        if "field" in layer["encoding"].get(axis, {})
    }
    assert len(titles - {None}) >= 2


@pytest.mark.parametrize("chart", CHARTS)
def test_a_tooltip_under_the_pointer(chart: str) -> None:
    layers = form(CHARTS[chart](RUNS["falling"]))["layer"]
    assert any("tooltip" in layer["mark"] for layer in layers)


def test_the_scale_of_the_loss_is_the_one_chosen() -> None:
    for log, scale in ((False, None), (True, "log")):
        layers = form(loss(RUNS["falling"], log=log))["layer"]
        scales = [
            layer["encoding"]["y"].get("scale") for layer in layers if "y" in layer["encoding"]
        ]
        assert {found.get("type") for found in scales if found} == {scale}


def test_train_is_solid_and_test_is_dashed_alike_in_both_charts() -> None:
    """The page says so in each chart's title: a legend would take a third of its height."""
    made = form(loss(RUNS["falling"]))
    marks = [layer["mark"] for layer in made["layer"] if isinstance(layer["mark"], dict)]
    (tested,) = [mark for mark in marks if mark["type"] == "line" and mark["color"] == VERMILLION]
    accuracy = form(CHARTS["accuracy"](RUNS["falling"]))["layer"][0]["encoding"]
    assert accuracy["strokeDash"]["scale"]["range"] == [[1, 0], tested["strokeDash"]]
    assert accuracy["color"]["scale"]["range"] == [BLUE, VERMILLION]
    assert accuracy["color"]["legend"] is accuracy["strokeDash"]["legend"] is None


def test_accuracy_is_drawn_on_the_whole_scale() -> None:
    line = form(CHARTS["accuracy"](RUNS["lost"]))["layer"][0]["encoding"]
    assert line["y"]["scale"]["domain"] == [0, 1]
    assert line["strokeDash"]["scale"]["domain"] == ["train", "test"]


def test_guessing_is_where_the_logarithm_says() -> None:
    datasets = specification(loss(RUNS["empty"]))["datasets"].values()
    (chance,) = [row for rows in datasets for row in rows if row.get("mark") == "ln 10"]
    assert chance["loss"] == pytest.approx(math.log(10))
