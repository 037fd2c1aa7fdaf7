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
    losses_table,
    losses_together,
    lost_table,
    ordered,
    pointed_table,
    side_by_side,
)
from bp.diagnosis.ranking import Variant
from bp.training import History
from tests.charts.examples import RUNS
from tests.charts.one_run.test_charts import form, specification

SAMPLING: dict[str, Any] = {"points": 200, "axis": "iterations", "spread": "min to max"}
VALUES = (0.001, 0.5, 1.0, 3.0, 1e-5)  # labels with dots and without, and one that is an index
LABELS = ("0.001", "0.5", "1", "3", "1e-5")


def variants(run: History) -> list[Variant]:
    return [Variant(value, (run, run)) for value in VALUES]


def losses(run: History, **options: Any) -> alt.TopLevelMixin:
    runs = variants(run)
    table = losses_table(runs, smoothing=0.6, **SAMPLING)
    return losses_together(
        table,
        pointed_table(table, points=40),
        lost_table(runs, "iterations"),
        chance_level(run),
        **named("Iteration"),
        **options,
    )


def accuracies(run: History, **options: Any) -> alt.TopLevelMixin:
    table = accuracies_table(variants(run), **SAMPLING)
    pointed = pointed_table(table, points=40)
    return accuracies_together(table, pointed, **named("Iteration"), **options)


def small(run: History) -> alt.TopLevelMixin:
    table = losses_table(variants(run), smoothing=0.6, **SAMPLING)
    return side_by_side(
        table, labels=LABELS, colours=ordered(5), x_title="Iteration", y_title="Loss"
    )


def by_value(run: History, *, ordered: bool = True) -> alt.TopLevelMixin:
    return accuracy_by_value(
        by_value_table(variants(run)), title="Learning rate", logarithmic=True, ordered=ordered
    )


def named(x_title: str) -> dict[str, Any]:
    return {
        "labels": LABELS,
        "colours": ordered(5),
        "legend": "Learning rate",
        "x_title": x_title,
    }


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


@pytest.mark.parametrize("chart", ["losses", "accuracies", "side by side"])
def test_a_run_has_its_colour_on_every_chart(chart: str) -> None:
    made = json.dumps(form(CHARTS[chart](RUNS["falling"])))
    colours = {"domain": list(LABELS), "range": list(ordered(5))}
    assert json.dumps(colours)[1:-1] in made


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
    x = form(by_value(RUNS["falling"], ordered=False))["layer"][0]["encoding"]["x"]
    assert (x["field"], x["type"]) == ("run", "nominal")
