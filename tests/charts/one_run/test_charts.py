"""Charts are valid Vega-Lite, and their form never depends on the figures."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

from bp.charts import (
    accuracy_by_epoch,
    accuracy_pointed,
    accuracy_table,
    chance_level,
    loss_curve,
    loss_marks,
    loss_pointed,
    loss_table,
)
from bp.charts.one_run.loss_by_epoch import loss_by_epoch, losses_by_epoch
from bp.training import History
from tests.charts.examples import RUNS

Draw = Callable[[History], alt.TopLevelMixin]


def loss(history: History, *, log: bool = False) -> alt.TopLevelMixin:
    table = loss_table(history, points=250, smoothing=0.6)
    pointed = loss_pointed(table, points=40)
    chance = chance_level(history)
    return loss_curve(table, pointed, loss_marks(history), chance, log=log)


def accuracy(history: History) -> alt.TopLevelMixin:
    table = accuracy_table(history, points=250)
    return accuracy_by_epoch(table, accuracy_pointed(table, points=40))


CHARTS: dict[str, Draw] = {
    "loss": loss,
    "loss, logarithmic": lambda history: loss(history, log=True),
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
    for log, scale in ((False, "linear"), (True, "log")):
        layers = form(loss(RUNS["falling"], log=log))["layer"]
        scales = [
            layer["encoding"]["y"].get("scale") for layer in layers if "y" in layer["encoding"]
        ]
        assert {found["type"] for found in scales if found} == {scale}


def test_accuracy_is_drawn_on_the_whole_scale() -> None:
    line = form(CHARTS["accuracy"](RUNS["lost"]))["layer"][0]["encoding"]
    assert line["y"]["scale"]["domain"] == [0, 1]
    assert line["strokeDash"]["scale"]["domain"] == ["train", "test"]


def test_guessing_is_where_the_logarithm_says() -> None:
    datasets = specification(loss(RUNS["empty"]))["datasets"].values()
    (chance,) = [row for rows in datasets for row in rows if row.get("mark") == "ln 10"]
    assert chance["loss"] == pytest.approx(math.log(10))
