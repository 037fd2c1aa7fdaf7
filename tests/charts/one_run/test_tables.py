"""From the record of a run to the tables that the charts draw."""

import math

import numpy as np
import pandas as pd
import pytest

from bp.charts import accuracy_table, chance_level, evaluated_table, loss_table, spans_decades
from bp.charts.one_run.tables import SMALLEST_LOSS
from tests.charts.examples import RUNS, falling, history


@pytest.mark.parametrize("name", RUNS)
def test_the_columns_are_there_whatever_was_trained(name: str) -> None:
    run = RUNS[name]
    loss = loss_table(run, points=250, smoothing=0.6)
    assert set(loss) == {"x", "loss", "lowest", "highest", "smoothed", "point"}
    assert set(loss.dtypes) == {np.dtype(np.float32)}
    accuracy = accuracy_table(run, points=250)
    assert set(accuracy) == {"x", "point", "part", "accuracy"}
    tested = evaluated_table(run, points=250)
    assert list(tested) == ["x", "loss", "point"]
    assert set(tested.dtypes) == {np.dtype(np.float32)}


def test_the_tables_stay_small() -> None:
    run = falling(20_000)
    assert len(loss_table(run, points=250, smoothing=0.6)) <= 250
    assert len(accuracy_table(run, points=250)) <= 2 * 251


def test_a_loss_of_zero_stays_on_a_logarithmic_axis() -> None:
    table = loss_table(history([2.3, 0, 1e-9]), points=250, smoothing=0)
    for column in ("loss", "lowest", "highest", "smoothed"):
        assert table[column].min() == np.float32(SMALLEST_LOSS)


def test_accuracy_has_a_row_for_each_part_of_each_evaluation() -> None:
    run = falling(30)
    table = accuracy_table(run, points=250)
    assert table["part"].tolist() == ["train"] * 3 + ["test"] * 3
    by_epoch = accuracy_table(run, points=250, axis="epochs")
    assert by_epoch["x"].tolist() == pytest.approx([0, 1, 2] * 2)
    for part in ("train", "test"):
        ours, expected = table[table["part"] == part], run.evaluations
        assert ours["x"].tolist() == expected["iteration"].tolist()
        np.testing.assert_allclose(ours["accuracy"], expected[f"{part}_accuracy"], rtol=1e-6)


@pytest.mark.parametrize("classes", [2, 4, 10])
def test_guessing_costs_the_logarithm_of_the_classes(classes: int) -> None:
    expected = pd.DataFrame({"loss": [math.log(classes)], "mark": [f"ln {classes}"]})
    run = history(class_shares=[1 / classes] * classes)
    pd.testing.assert_frame_equal(chance_level(run), expected)


def test_guessing_costs_less_where_one_class_is_common() -> None:
    (row,) = chance_level(history(class_shares=(0.75, 0.25))).itertuples()
    assert row.mark == "guessing"
    assert row.loss == pytest.approx(0.75 * math.log(4 / 3) + 0.25 * math.log(4))


@pytest.mark.parametrize(
    ("losses", "spans"),
    [([], False), ([2.3, 1], False), ([2.3, 9], False), ([2.3, 9.5], True), ([math.nan], False)],
)
def test_a_logarithmic_axis_where_the_loss_rises_far_above_guessing(
    losses: list[float], spans: bool
) -> None:
    assert spans_decades(history(losses)) is spans
