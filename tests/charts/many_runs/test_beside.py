"""Small charts side by side: one scale, whole rows, and each has axes of its own."""

import pandas as pd
import pytest

from bp.charts import losses_table, ordered, room_table, side_by_side
from bp.diagnosis.ranking import Variant
from tests.charts.examples import RUNS
from tests.charts.many_runs.test_charts import LABELS, SAMPLING, small
from tests.charts.one_run.test_charts import specification


def test_a_run_has_its_colour_side_by_side() -> None:
    for panel, label, colour in zip(
        specification(small(RUNS["falling"]))["concat"], LABELS, ordered(5), strict=True
    ):
        line, rule, point, _ = panel["layer"]
        assert panel["title"] == label
        assert line["mark"]["color"] == colour
        assert rule["encoding"]["color"] == point["encoding"]["color"] == {"value": colour}
        for layer in (line, rule, point):
            assert layer["transform"][0]["filter"] == {"field": "run", "equal": label}


@pytest.mark.parametrize(
    ("runs", "rows"),
    [(2, [2]), (4, [4]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (9, [5, 4]), (16, [4, 4, 4, 4])],
)
def test_side_by_side_fills_its_rows(runs: int, rows: list[int]) -> None:
    """And every panel has axes of its own, so that none of them floats; one scale for all."""
    labels = tuple(f"{place}" for place in range(runs))
    table = losses_table(
        [Variant(int(label), (RUNS["falling"],)) for label in labels], smoothing=0, **SAMPLING
    )
    peaks, corners = pd.DataFrame(), room_table([RUNS["falling"]], "iterations")
    made = specification(
        side_by_side(
            table,
            peaks,
            corners,
            labels=labels,
            colours=ordered(runs),
            x_title="Iteration",
            y_title="Loss",
        )
    )
    columns = made["columns"]
    found = [min(columns, runs - begin) for begin in range(0, runs, columns)]
    assert found == rows
    assert made["resolve"]["scale"] == {"x": "shared", "y": "shared"}
    titles = [panel["layer"][0]["encoding"]["y"]["title"] for panel in made["concat"]]
    assert [place for place, title in enumerate(titles) if title] == [*range(0, runs, columns)]
    assert len({panel["width"] for panel in made["concat"]}) == 1
    assert all(panel["layer"][0]["encoding"]["x"]["axis"] for panel in made["concat"])
