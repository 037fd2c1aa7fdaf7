"""Where the runs of a sweep lie on its axes, failed ones included."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bp.charts.palette import GREY, ordered
from bp.charts.sweep.axes import RAIL, Axis, axes_of
from bp.charts.sweep.tables import runs_table, ticks_table
from tests.charts.sweep.made import VARIED, made


def test_a_rate_over_decades_is_on_a_logarithmic_axis_by_itself() -> None:
    axis = Axis("learning_rate", made())
    assert axis.log
    assert axis.places() == pytest.approx(np.arange(8) / 7)
    assert [label for _, label in axis.ticks()] == [
        "1e-4", "0.001", "0.01", "0.1", "1", "10", "100", "1e3",
    ]  # fmt: skip


def test_zeros_have_a_place_below_a_logarithmic_axis() -> None:
    axis = Axis("weight_decay", made())
    places = axis.places()
    assert axis.log
    assert places[[0, 1, 5]] == pytest.approx(0)
    assert 0 < places[2] < places[3] < places[4] == 1
    assert places[4] - places[3] == pytest.approx(places[3] - places[2])
    assert axis.ticks()[0] == (0, "0")


def test_what_failed_lies_on_the_rail_and_stretches_no_axis() -> None:
    table = made()
    for field in ("loss", "best_test_accuracy"):
        axis = Axis(field, table)
        places = axis.places()
        assert np.isfinite(places).all()
        assert ((places[5:] > RAIL[0]) & (places[5:] < RAIL[1])).all()
        assert len(set(places[5:])) == 3
        assert places[:5].min() == 0
        assert places[:5].max() == 1
        assert axis.ticks()[0][1] == "failed"
        assert RAIL[0] < axis.ticks()[0][0] < RAIL[1]
    assert Axis("loss", table).log  # though one is 0


def test_a_sweep_that_failed_altogether_still_has_a_place_for_every_run() -> None:
    table = made().tail(3)
    runs = runs_table(table, VARIED)
    columns = [f"at_{place}" for place in range(5)]
    assert np.isfinite(runs[columns].to_numpy(float)).all()
    assert [label for _, label in Axis("loss", table).ticks()] == ["failed"]


def test_a_choice_has_a_band_a_name_with_the_best_on_top() -> None:
    table = made()
    axis = Axis("scaling", table)
    places = pd.Series(axis.places())
    assert axis.ticks() == [(0.25, "raw"), (0.75, "unit")]
    assert places[table["scaling"] == "raw"].max() < 0.5 < places[[2, 3, 7]].min()
    assert places[7] < places[2] < places[3]


def test_labels_do_not_cover_each_other() -> None:
    rng = np.random.default_rng(0)
    table = pd.concat([made()] * 40, ignore_index=True)
    table["learning_rate"] = 10 ** rng.uniform(-2, -0.5, len(table))
    table["hidden_size"] = rng.integers(1, 500, len(table))
    table["seed"] = rng.integers(3, 9, len(table))
    for axis in axes_of(table, ["learning_rate", "hidden_size", "seed"]):
        at = [place for place, _ in axis.ticks()]
        assert 3 <= len(at) <= 12
        assert np.diff(at).min() > 0.05


@given(low=st.floats(0, 1), spread=st.floats(1e-4, 1))
@example(low=0.2, spread=0.22)  # for which there was no step, and so no chart
def test_a_linear_axis_has_some_round_numbers(low: float, spread: float) -> None:
    trained = pd.concat([made().head(5)] * 4, ignore_index=True)
    trained["best_test_accuracy"] = np.linspace(low, low + spread, len(trained))
    ticks = Axis("best_test_accuracy", trained).ticks()
    assert 1 <= len(ticks) <= 7
    assert len({text for _, text in ticks}) == len(ticks)
    assert all(0 <= place <= 1 for place, _ in ticks)


def test_a_row_a_run_with_what_is_told_of_it() -> None:
    table = made()
    runs = runs_table(table, VARIED, chosen=[3]).set_index("run")
    assert len(runs) == 8
    assert runs.loc["3", "settings"] == "learning rate 0.1, pixels unit, weight decay 0.001"
    assert runs.loc["3", "reached"] == "80.00\u00a0%"
    assert runs.loc["6", "ended"] == "not a number"
    assert (runs["strength"] > 0.1).to_dict() == {str(place): place == 3 for place in range(8)}
    assert runs.loc["0", "colour"] == ordered(8)[0]
    assert runs.loc["4", "colour"] == ordered(8)[-1]
    assert set(runs["colour"][runs["failed"] == 1]) == {GREY}
    assert list(runs["failed"][:3]) == [1, 1, 1]  # drawn first, below the others
    assert set(ticks_table(axes_of(table, VARIED))["axis"]) == set(range(5))
