"""Charts of many runs are valid Vega-Lite, whatever the runs are called and whatever they did."""

import json
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

from bp.charts import (
    accuracies_table,
    accuracies_together,
    accuracy_by_value,
    by_value_table,
    chance_level,
    ends_table,
    loss_ends,
    losses_table,
    losses_together,
    lost_table,
    ordered,
    peaks_table,
    pointed_table,
    room_table,
    side_by_side,
)
from bp.diagnosis.ranking import Variant
from bp.training import History
from tests.charts.examples import RUNS
from tests.charts.one_run.test_charts import form, specification

SAMPLING: dict[str, Any] = {"points": 200, "axis": "iterations", "spread": "min to max"}
VALUES = (0.001, 0.5, 1.0, 3.0, 1e-5)  # labels with dots and without, and one that is an index
LABELS = ("0.001", "0.5", "1", "3", "1e-5")
NAMED: dict[str, Any] = {"labels": LABELS, "colours": ordered(5), "x_title": "Iteration"}


def variants(run: History) -> list[Variant]:
    return [Variant(value, (run, run)) for value in VALUES]


def losses(run: History, **form: Any) -> alt.TopLevelMixin:
    runs = variants(run)
    table = losses_table(runs, smoothing=0.6, **SAMPLING)
    peaks, corners = peaks_table(runs, table, "iterations"), room_table([run], "iterations")
    low, high = loss_ends(table, peaks, corners, log=form.get("log", False))
    return losses_together(
        table,
        pointed_table(table, points=40),
        lost_table(runs, "iterations"),
        chance_level(run),
        peaks,
        ends_table(table, low=low, high=high, log=form.get("log", False)),
        corners,
        legend="Learning rate",
        **NAMED,
        **form,
    )


def accuracies(run: History, **form: Any) -> alt.TopLevelMixin:
    table = accuracies_table(variants(run), **SAMPLING)
    pointed, ends = pointed_table(table, points=40), ends_table(table, low=0, high=1)
    corners = room_table([run], "iterations")
    return accuracies_together(table, pointed, ends, corners, **NAMED, **form)


def small(run: History) -> alt.TopLevelMixin:
    runs = variants(run)
    table = losses_table(runs, smoothing=0.6, **SAMPLING)
    peaks, corners = peaks_table(runs, table, "iterations"), room_table([run], "iterations")
    return side_by_side(table, peaks, corners, y_title="Loss", **NAMED)


def by_value(run: History, *, ordered: bool = True) -> alt.TopLevelMixin:
    return accuracy_by_value(
        by_value_table(variants(run)),
        title="Learning rate",
        logarithmic=True,
        ordered=ordered,
        values=VALUES,
    )


CHARTS: dict[str, Callable[[History], alt.TopLevelMixin]] = {
    "losses": losses,
    "losses, with a band": lambda run: losses(run, band=True),
    "losses, logarithmic, two chosen": lambda run: losses(run, log=True, chosen=("0.5", "3")),
    "accuracies": accuracies,
    "side by side": small,
    "by value": by_value,
    "by category": lambda run: by_value(run, ordered=False),
}


@pytest.mark.parametrize("chart", CHARTS)
def test_valid_and_of_one_form_whatever_happened(chart: str) -> None:
    made = [CHARTS[chart](RUNS[run]) for run in ("empty", "falling", "lost")]
    json.dumps(specification(made[-1]), allow_nan=False)
    forms = list(map(form, made))
    assert forms == [forms[0]] * len(forms)


@pytest.mark.parametrize("chart", [losses, accuracies])
def test_the_pointer_reads_every_run(chart: Callable[[History], alt.TopLevelMixin]) -> None:
    made = specification(chart(RUNS["falling"]))
    (pointed,) = [
        layer
        for layer in made["layer"]
        if "condition" in str(layer["encoding"].get("opacity")) and layer["mark"]["type"] == "rule"
    ]
    assert set(LABELS) < set(made["datasets"][pointed["data"]["name"]][0])
    told = pointed["mark"]["tooltip"]["expr"]
    titles = re.findall(r'(?:, |^{)"([^"]+)": isValid', told)
    assert [title.strip() for title in titles] == ["here", *LABELS]
    assert re.findall(r'format\(\(datum.datum \|\| datum\)\["([^"]+)"\]', told) == ["x", *LABELS]
    assert told.count("'–'") == len(titles)  # where a run is over, and not NaN


@pytest.mark.parametrize("chart", ["losses", "accuracies"])
def test_a_run_has_its_colour_on_every_chart(chart: str) -> None:
    made = json.dumps(form(CHARTS[chart](RUNS["falling"])))
    colours = {"domain": list(LABELS), "range": list(ordered(5))}
    assert json.dumps(colours)[1:-1] in made


def test_the_legend_is_above_the_losses_and_the_names_are_at_the_ends() -> None:
    made = form(losses(RUNS["falling"]))
    legends = [layer["encoding"].get("color", {}).get("legend") for layer in made["layer"]]
    assert [legend["orient"] for legend in legends if legend] == ["top"]
    for chart in (losses, accuracies):
        made = form(chart(RUNS["falling"]))
        (names,) = [layer for layer in made["layer"] if layer["encoding"].get("text")][-1:]
        assert names["encoding"]["text"]["field"] == "run"
        assert names["mark"]["clip"] is False
        assert made["padding"]["right"] >= 6 * max(map(len, LABELS))


def test_a_click_on_the_legend_or_on_a_name_highlights_in_both_charts() -> None:
    for chart in (losses, accuracies):
        made = form(chart(RUNS["falling"]))
        params = {param["name"]: param for param in made["params"]}
        assert params["picked"]["bind"] == "legend"
        assert {"picked", "named"} <= set(params)
        (line,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "line"]
        (condition,) = line["encoding"]["opacity"]["condition"]
        assert condition["test"] == {"and": [{"param": "picked"}, {"param": "named"}]}


def test_a_lost_loss_is_crossed_where_it_left() -> None:
    made = specification(losses(RUNS["lost"]))
    crosses = [layer for layer in made["layer"] if layer["mark"].get("text") == "✕"]
    (cross,) = crosses
    rows = made["datasets"][cross["data"]["name"]]
    assert {row["x"] for row in rows} == {7}
    assert {row["run"] for row in rows} == set(LABELS)
    assert cross["encoding"]["color"]["scale"]["range"] == list(ordered(5))


def test_rates_lie_on_a_logarithmic_axis_and_categories_side_by_side() -> None:
    x = form(by_value(RUNS["falling"]))["layer"][0]["encoding"]["x"]
    assert (x["field"], x["type"], x["scale"]["type"]) == ("value", "quantitative", "log")
    assert x["axis"]["values"] == list(VALUES)  # each tested value has a tick
    x = form(by_value(RUNS["falling"], ordered=False))["layer"][0]["encoding"]["x"]
    assert (x["field"], x["type"]) == ("run", "nominal")
