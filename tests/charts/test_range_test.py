"""The charts of a range test are valid Vega-Lite, and their rates have ticks."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from bp.charts.range_test import (
    curves_by_rate,
    guessing_table,
    range_table,
    suggested_table,
)
from tests.charts.one_run.test_charts import specification

SPAN = (1e-7, 10.0)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    rates = np.geomspace(*SPAN, 40)
    curve = pd.DataFrame(
        {
            "learning_rate": rates,
            "loss": 2.3,
            "batch_loss": 2.3,
            "dead_units": 3,
            "update_ratio": rates / 10,
        }
    )
    return range_table(curve, hidden_size=50, points=30)


@pytest.fixture(scope="module")
def chart(table: pd.DataFrame) -> dict[str, Any]:
    suggested = suggested_table({"valley": 0.03, "recommended": 0.1})
    return specification(curves_by_rate(table, suggested, guessing_table(2.3), span=SPAN))


def layers(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """All of them, those within others, too."""
    return [
        each
        for layer in chart["layer"]
        for each in (layers(layer) if "layer" in layer else [layer])
    ]


def test_rates_are_on_one_logarithmic_axis_with_ticks_and_a_title(chart: dict[str, Any]) -> None:
    assert "x" not in chart.get("resolve", {}).get("scale", {})  # so all layers share it
    encodings = [layer["encoding"] for layer in layers(chart)]
    rates = [each["x"] for each in encodings if "field" in each.get("x", {})]
    assert len(rates) > 5
    for rate in rates:
        assert (rate["field"], rate["title"]) == ("learning_rate", "Learning rate")
        assert (rate["scale"]["type"], rate["scale"]["domain"]) == ("log", list(SPAN))
        assert "expr" in rate["axis"]["values"]


def test_each_panel_has_a_title_and_a_place_of_its_own(chart: dict[str, Any]) -> None:
    assert chart["resolve"]["scale"]["y"] == "independent"
    places = [
        tuple(end["expr"] for end in each["y"]["scale"]["range"])
        for each in (layer["encoding"] for layer in layers(chart))
        if "title" in each.get("y", {})
    ]
    assert len(set(places)) == len(places) == 3
    ends = [float(share.split(" ")[0]) for bottom, top in places for share in (top, bottom)]
    assert ends == sorted(ends)


def test_the_name_of_a_rate_near_an_end_is_drawn_inward(chart: dict[str, Any]) -> None:
    names = [layer for layer in layers(chart) if layer["mark"]["type"] == "text"]
    (name,) = [layer for layer in names if layer["encoding"]["text"]["field"] == "rule"]
    assert "width" in name["mark"]["align"]["expr"]
