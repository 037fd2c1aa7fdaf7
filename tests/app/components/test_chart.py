"""A chart is built once, and then only gets figures."""

import json
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components import chart as chart_module

built: list[str] = []


def line(table: pd.DataFrame, *, colour: str = "blue") -> alt.Chart:
    built.append(colour)
    return alt.Chart(table).mark_line(color=colour).encode(x="x:Q", y="y:Q")


def both(table: pd.DataFrame, other: pd.DataFrame) -> alt.LayerChart:
    return alt.LayerChart(layer=[line(table), alt.Chart(other).mark_rule().encode(x="x:Q")])


@pytest.fixture(autouse=True)
def _nothing_built() -> Iterator[None]:
    built.clear()
    chart_module._form.cache_clear()
    yield
    chart_module._form.cache_clear()


def page(drawing: "Any", *tables: "pd.DataFrame", **options: "Any") -> None:  # runs on its own
    from bp.app.components.chart import draw

    draw(drawing, *tables, description="A line.", **options)


def drawn(drawing: Any, *tables: pd.DataFrame, **options: Any) -> Any:
    """The message that the browser gets."""
    app = AppTest.from_function(
        page, args=(drawing, *tables), kwargs=options, default_timeout=300
    ).run()
    assert not app.exception
    (element,) = app.get("vega_lite_chart")
    return element.proto


def figures(length: int) -> pd.DataFrame:
    return pd.DataFrame({"x": range(length), "y": [0.5] * length})


def test_the_form_is_built_once_whatever_the_figures() -> None:
    forms = {drawn(line, figures(length)).spec for length in (0, 1, 50)}
    assert built == ["blue"]
    assert len(forms) == 1


def test_the_form_is_what_altair_makes_when_it_checks_it() -> None:
    """Charts are checked against Vega-Lite's schema by the tests of `bp.charts`, not by pages."""
    table = figures(0)
    shown = json.loads(drawn(line, table).spec)
    checked = line(table).to_dict()
    for part in ("mark", "encoding"):
        assert shown[part] == checked[part]


def test_an_option_makes_a_form_of_its_own() -> None:
    forms = {drawn(line, figures(3), colour=colour).spec for colour in ("red", "green", "red")}
    assert built == ["red", "green"]
    assert len(forms) == 2


def test_other_columns_make_a_form_of_their_own() -> None:
    drawn(line, figures(3))
    drawn(line, figures(3).astype("float32"))
    assert len(built) == 2


def test_tables_go_beside_the_form_and_each_to_its_layer() -> None:
    proto = drawn(both, figures(4), figures(2))
    spec = json.loads(proto.spec)
    assert "datasets" not in spec
    assert sorted(layer["data"]["name"] for layer in spec["layer"]) == ["table_1", "table_2"]
    assert {dataset.name: dataset.has_name for dataset in proto.datasets} == {
        "table_1": True,
        "table_2": True,
    }


def test_a_screen_reader_is_told_what_it_is() -> None:
    assert drawn(line, figures(1)).alt == "A line."
