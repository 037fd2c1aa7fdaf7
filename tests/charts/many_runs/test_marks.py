"""What stands out in the curves of many runs: peaks at their height, names that can be read."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import Picture
from bp.charts import ends_table, loss_ends, peaks_table, room_table
from bp.charts.many_runs.marks import LINE, MOST_NAMED, apart
from bp.diagnosis.ranking import Variant
from tests.charts.examples import falling, history, lost
from tests.charts.many_runs.made import losses, variants
from tests.charts.one_run.test_marks import SPIKE, highest, rows, spiked
from tests.nn.samples import few


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("log_x", [False, True])
@pytest.mark.parametrize("smoothing", [0, 0.6, 0.99])
@pytest.mark.parametrize("length", [200, 2_000, 20_000])
def test_a_spike_never_fades(length: int, smoothing: float, log_x: bool, running: bool) -> None:
    """Nor is it lost in a mean over seeds: it is the highest that any of them had."""
    runs = [Variant(0.05, (spiked(length), falling(length))), Variant(0.1, (falling(length),) * 2)]
    choice = ChartChoice("Auto", smoothing, log_x=log_x)
    picture = Picture(runs, ("#000000",) * 2, None, running, choice)
    curves = picture.losses()
    spike, usual = rows(picture.peaks(curves))
    assert (spike.run, spike.x, spike.value) == ("0.05", 2, SPIKE)
    assert spike.mark == "0.05: highest loss 639.0 at iteration 2"
    assert (usual.run, usual.x, usual.value) == ("0.1", *highest(falling(length)))
    for peak in (spike, usual):
        assert np.float32(peak.foot) in curves.loc[curves["run"] == peak.run, "value"].tolist()


def test_a_peak_in_the_units_of_the_axis() -> None:
    runs = variants(spiked(200))
    curves = losses(runs, axis="examples")
    assert peaks_table(runs, curves, "examples")["x"].tolist() == [2 * 16, 2 * 16]


def test_a_run_without_a_finite_loss_has_no_peak_and_no_end() -> None:
    runs = [Variant(0.1, (falling(40),)), Variant(3, (history([math.nan] * 40),))]
    curves = losses(runs)
    assert peaks_table(runs, curves, "iterations")["run"].tolist() == ["0.1"]
    assert ends_table(curves, low=0, high=3)["run"].tolist() == ["0.1"]


@few
@given(st.lists(st.floats(0, 1), max_size=8))
def test_names_are_moved_apart_and_stay_in_the_chart(places: list[float]) -> None:
    moved = apart(np.array(places), LINE)
    assert len(moved) == len(places)
    if len(places) > 1:
        assert min(upper - lower for lower, upper in pairwise(sorted(moved))) >= LINE - 1e-9
        assert moved.min() >= -1e-9
        assert moved.max() <= 1 + 1e-9
    order = np.argsort(np.array(places), kind="stable")
    assert list(np.argsort(moved, kind="stable")) == list(order)


def test_names_with_room_stay_where_their_curves_end() -> None:
    assert apart(np.array([0.9, 0.1, 0.5]), 0.1).tolist() == [0.9, 0.1, 0.5]
    assert apart(np.array([0.5, 0.5]), 0.1) == pytest.approx([0.45, 0.55])


def test_each_curve_is_named_at_its_last_value() -> None:
    runs = [Variant(0.1, (falling(40),)), Variant(3, (lost(at=7, length=40),))]
    curves = losses(runs)
    ends = ends_table(curves, low=0, high=3).set_index("run")
    assert ends["x"].to_dict() == {"0.1": 39, "3": 6}
    assert ends["value"].to_dict() == pytest.approx({"0.1": float(falling(40).loss[39]), "3": 2.3})
    assert ends["y"].to_dict() == pytest.approx(ends["value"].to_dict())


def test_of_many_curves_as_many_are_named_as_find_room() -> None:
    curves = losses(variants(falling(40), values=16))
    ends = ends_table(curves, low=0, high=3)
    assert len(ends) == MOST_NAMED
    assert ends["run"].tolist()[0] == "0.1"
    assert ends["run"].tolist()[-1] == "1.6"
    assert np.diff(sorted(ends["y"])).min() >= 3 * LINE - 1e-6


@pytest.mark.parametrize("log", [False, True])
def test_the_axis_of_a_loss_holds_all_that_is_drawn(log: bool) -> None:
    runs = variants(spiked(200))
    curves, corners = losses(runs, smoothing=0.9), room_table([spiked(200)], "iterations")
    peaks = peaks_table(runs, curves, "iterations")
    low, high = loss_ends(curves, peaks, corners, log=log)
    drawn = [*curves["value"], *peaks["value"], *corners["y"]]
    assert low <= min(drawn)
    assert high >= max(drawn)
    assert (low, high) == ((1, 1_000) if log else (0, SPIKE))


def test_names_are_apart_on_a_logarithmic_axis_too() -> None:
    curves = losses(variants(falling(40), values=8))
    ends = ends_table(curves, low=0.1, high=10, log=True)
    assert np.diff(sorted(np.log10(ends["y"]) / 2)).min() >= LINE - 1e-6
