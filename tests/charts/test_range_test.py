"""The charts of a range test are valid Vega-Lite, and their rates have ticks."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from bp.charts.range_test import (
    dead_by_rate,
    guessing_table,
    loss_by_rate,
    range_table,
    suggested_table,
    update_by_rate,
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


def charts(table: pd.DataFrame) -> list[dict[str, Any]]:
    suggested = suggested_table({"valley": 0.03, "recommended": 0.1})
    return [
        specification(loss_by_rate(table, suggested, guessing_table(2.3), span=SPAN)),
        specification(dead_by_rate(table, span=SPAN)),
        specification(update_by_rate(table, span=SPAN)),
    ]


def test_rates_are_on_logarithmic_axes_with_ticks_and_titles(table: pd.DataFrame) -> None:
    for chart in charts(table):
        axes = [layer["encoding"] for layer in chart["layer"] if "x" in layer["encoding"]]
        rates = [axis["x"] for axis in axes if "field" in axis["x"]]
        assert rates
        for rate in rates:
            assert rate["title"] == "Learning rate"
            assert rate["scale"]["type"] == "log"
            assert "expr" in rate["axis"]["values"]
        titles = {axis.get("y", {}).get("title") for axis in axes} - {None}
        assert titles


def test_the_name_of_a_rate_near_an_end_is_drawn_inward(table: pd.DataFrame) -> None:
    names = [layer for layer in charts(table)[0]["layer"] if layer["mark"]["type"] == "text"]
    (name,) = [layer for layer in names if layer["encoding"]["text"]["field"] == "rule"]
    assert "width" in name["mark"]["align"]["expr"]
