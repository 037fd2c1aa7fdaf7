"""The map's cells, its edge and its axes, worked by hand."""

import json
from collections.abc import Sequence

import pandas as pd
import pytest

from bp.charts.map import marks
from bp.charts.map.axis import Axis, axis
from bp.charts.map.cells import cells_table, edge_table, limit_table
from bp.charts.map.charts import CELL, REGION, VIEWS, failure_map
from bp.diagnosis import VERDICTS

X = axis("learning_rate", "Learning rate", [0.01, 0.1, 1.0], logarithmic=True)
Y = axis("scaling", "Pixel scaling", ["raw", "unit"], logarithmic=False)


def runs(*rows: tuple[float, str, str, float, int]) -> pd.DataFrame:
    """Rate, scaling, verdict, best test accuracy and dead units of ten, one row a run."""
    columns = ["learning_rate", "scaling", "verdict", "best_test_accuracy", "dead_units"]
    return pd.DataFrame(rows, columns=columns).assign(hidden_size=10, nearly="")


ALL = runs(
    (0.01, "raw", "learning", 0.9, 0),
    (0.1, "raw", "dead", 0.1, 10),
    (1.0, "raw", "dead", 0.1, 10),
    (0.01, "unit", "too_slow", 0.5, 0),
    (0.1, "unit", "learning", 0.95, 1),
    (1.0, "unit", "dead", 0.1, 10),
)


@pytest.mark.parametrize(
    ("values", "logarithmic", "kind", "edges"),
    [
        ([0.01, 0.1, 1.0], True, "log", [10**-2.5, 10**-1.5, 10**-0.5, 10**0.5]),
        ([0, 2, 8], False, "linear", [-1, 1, 5, 11]),
        ([0.0, 0.1], True, "listed", [-0.5, 0.5, 1.5]),
        (["raw", "unit"], False, "listed", [-0.5, 0.5, 1.5]),
        ([5], False, "linear", [4.5, 5.5]),
    ],
)
def test_an_axis_is_logarithmic_by_itself(
    values: Sequence[float], logarithmic: bool, kind: str, edges: list[float]
) -> None:
    made = axis("field", "Field", values, logarithmic=logarithmic)
    assert made.kind == kind
    assert made.edges.tolist() == pytest.approx(edges)


def test_every_verdict_has_a_letter_of_its_own() -> None:
    letters = [marks.letter(verdict) for verdict in VERDICTS]
    assert set(marks.MARKS) == set(VERDICTS)
    assert len(set(letters)) == len(letters)


def test_a_cell_a_run() -> None:
    cells = cells_table(ALL, X, Y)
    assert len(cells) == 6
    (cell,) = cells[(cells["across"] == "0.1") & (cells["up"] == "unit")].to_dict("records")
    assert (cell["verdict"], cell["letter"], cell["place"]) == ("learning", "L", 4)
    assert (cell["accuracy"], cell["dead"], cell["known"]) == (0.95, 0.1, 1)
    assert (cell["x"], cell["x2"]) == pytest.approx((10**-1.5, 10**-0.5))
    assert (cell["y"], cell["y2"]) == (0.5, 1.5)


def test_the_edge_is_where_verdicts_change() -> None:
    """Raw: L|D D, unit: S|L|D; between them every pair differs but the last."""
    edge = edge_table(cells_table(ALL, X, Y), X, Y)
    assert len(edge) == 5
    upright = edge[edge["x"] == edge["x2"]].sort_values("x")
    assert upright["x"].tolist() == pytest.approx([10**-1.5, 10**-1.5, 10**-0.5])
    assert sorted(upright["strong"]) == [0, 1, 1]
    flat = edge[edge["y"] == edge["y2"]].sort_values("x")
    assert flat["y"].tolist() == [0.5, 0.5]
    assert flat["strong"].tolist() == [0, 1]


def test_what_is_not_known_yet_looks_like_its_neighbour() -> None:
    cells = cells_table(ALL.iloc[:1], X, Y)
    assert len(cells) == 6
    assert set(cells["verdict"]) == {"learning"}
    assert cells["known"].sum() == 1
    assert set(cells.loc[cells["known"] == 0, "letter"]) == {""}
    assert edge_table(cells, X, Y).empty


def test_several_runs_in_a_cell_are_summed_up() -> None:
    seeds = runs(
        (0.01, "raw", "learning", 0.8, 0),
        (0.01, "raw", "dead", 0.2, 10),
        (0.01, "raw", "learning", 0.8, 2),
        (0.1, "raw", "learning", 0.8, 2),
        (0.1, "raw", "dead", 0.2, 10),
    )
    cells = cells_table(seeds, X, Y)
    first, tied = cells[(cells["known"] == 1) & (cells["up"] == "raw")].to_dict("records")
    assert (first["verdict"], first["told_runs"]) == ("learning", "2 of 3")
    assert (first["told_accuracy"], first["told_dead"]) == ("60.00\u00a0%", "40.0\u00a0%")
    assert first["accuracy"] == pytest.approx(0.6)
    assert first["dead"] == pytest.approx(0.4)
    assert tied["verdict"] == "dead"
    untrained = cells[cells["known"] == 0].to_dict("records")
    assert {cell["label"] for cell in untrained} == {"not trained yet"}
    for cell in untrained:
        assert {cell[f"told_{what}"] for what in ("runs", "accuracy", "dead")} == {"–"}


def test_units_that_are_no_numbers_are_not_counted() -> None:
    (cell,) = cells_table(runs((0.01, "raw", "diverged", 0.1, 10)), X, Y, grid=False).to_dict(
        "records"
    )
    assert cell["told_dead"] == "–"


def test_a_run_between_two_verdicts_is_drawn_as_the_graver_and_says_both() -> None:
    """Train says "Between too slow and learning well" of it: it is not called learning well."""
    (cell,) = cells_table(
        runs((0.01, "raw", "learning", 0.26, 0)).assign(nearly="too_slow"), X, Y, grid=False
    ).to_dict("records")
    assert (cell["verdict"], cell["letter"]) == ("too_slow", "S")
    assert cell["label"] == "Between too slow and learning well"


def test_a_random_search_has_a_square_a_run() -> None:
    rates = runs((0.013, "raw", "learning", 0.9, 0), (0.5, "unit", "dead", 0.1, 10))
    cells = cells_table(rates, X, Y, grid=False)
    assert cells["cx"].tolist() == [0.013, 0.5]
    assert cells["cy"].tolist() == [0, 1]


def test_the_limit_lies_along_the_other_axis() -> None:
    across = limit_table([(1.0, 0.5), (0.0, 0.05)], X)
    assert across[["x", "y"]].to_numpy().tolist() == [[0.05, 0.0], [0.5, 1.0]]
    up = limit_table([(1.0, 0.5)], Y)
    assert up[["x", "y"]].to_numpy().tolist() == [[1.0, 0.5]]


def made(view: str, x: Axis, y: Axis, *, grid: bool) -> str:
    cells = cells_table(ALL, X, Y)
    chart = failure_map(
        cells,
        edge_table(cells, X, Y),
        limit_table([], X),
        x=x,
        y=y,
        view=view,
        verdicts=("learning", "dead"),
        grid=grid,
    )
    return json.dumps(chart.to_dict())


@pytest.mark.parametrize("grid", [True, False])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_clicked_and_dragged(view: str, grid: bool) -> None:
    chart = made(view, X, Y, grid=grid)
    for wanted in (f'"name": "{CELL}"', f'"name": "{REGION}"', '"type": "log"'):
        assert wanted in chart
    assert ('"D  Dead"' in chart.replace("\\", "")) == (view == "verdict")
