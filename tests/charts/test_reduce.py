"""Long curves made short: nothing that stands out is lost, and nothing moves that was there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bp.charts.reduce import bucket_starts, bucketed, smoothed, thinned_rows
from tests.nn.samples import Array, few

lengths = st.integers(0, 3_000)
budgets = st.integers(1, 300)
losses = arrays(
    np.float32,
    st.integers(1, 500),
    elements=st.floats(0, 1e6, width=32) | st.just(np.nan) | st.just(np.inf),
)


def curve(length: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).exponential(size=length).astype(np.float32)


def by_hand(values: Array, starts: Array) -> list[list[float]]:
    """Middle, mean, lowest and highest of each bucket, one after the other."""
    rows = []
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        bucket = values[start:end].astype(float)
        middle = start + (len(bucket) - 1) / 2
        gap = not np.isfinite(bucket).all()
        rows.append([middle, np.nan if gap else bucket.mean(), bucket.min(), bucket.max()])
    return rows


@few
@given(losses, budgets)
def test_buckets_are_those_made_by_hand(values: Array, points: int) -> None:
    table = bucketed(values, points)
    expected = np.array(by_hand(values, bucket_starts(len(values), points)))
    expected[~np.isfinite(expected)] = np.nan
    np.testing.assert_allclose(table.to_numpy(), expected, rtol=1e-6)


@few
@given(lengths, budgets)
def test_as_many_as_the_budget_allows(length: int, points: int) -> None:
    assert len(bucketed(curve(length), points)) == min(length, points)


@few
@given(lengths, budgets)
def test_buckets_have_two_widths_at_most_the_older_ones_the_wider(length: int, points: int) -> None:
    widths = np.diff(bucket_starts(length, points))  # but for the last, which may still fill up
    assert (np.diff(widths) <= 0).all()
    assert set(widths) <= {widths.max(initial=1), widths.max(initial=1) // 2}


@pytest.mark.parametrize("length", [1_000, 10_000, 100_000, 1_000_000])
def test_the_payload_does_not_grow_with_the_curve(length: int) -> None:
    table = bucketed(curve(length), 250)
    assert set(table.dtypes) == {np.dtype(np.float32)}
    assert table.memory_usage(index=False).sum() <= 250 * 4 * 4


@few
@given(st.integers(1, 3_000), budgets, st.data())
def test_every_spike_stays(length: int, points: int, data: st.DataObject) -> None:
    values = curve(length)
    up, down = (data.draw(st.integers(0, length - 1)) for _ in range(2))
    values[down], values[up] = -7, 1e9
    table = bucketed(values, points)
    assert table["highest"].max() == np.float32(1e9)
    assert table["lowest"].min() == -7 or up == down
    starts = bucket_starts(length, points)
    assert table["highest"].idxmax() == np.searchsorted(starts, up, side="right") - 1


@few
@given(st.integers(1, 1_500), st.integers(1, 1_500), budgets)
def test_buckets_only_ever_become_one_with_their_neighbours(
    length: int, more: int, points: int
) -> None:
    before, after = (set(bucket_starts(n, points).tolist()) for n in (length, length + more))
    assert {start for start in after if start < length} <= before
    values = curve(length + more)
    old, new = bucketed(values[:length], points), bucketed(values, points)
    same = old.merge(new, on="iteration", suffixes=("", "_later"))[:-1]  # the last may still fill
    np.testing.assert_allclose(same["mean"], same["mean_later"])


@few
@given(st.integers(1, 3_000), budgets)
def test_the_mean_of_all_is_the_mean_of_the_means(length: int, points: int) -> None:
    values = curve(length)
    table, starts = bucketed(values, points), bucket_starts(length, points)
    sizes = np.diff(np.append(starts, length))
    assert np.average(table["mean"], weights=sizes) == pytest.approx(values.mean(), rel=1e-5)


def test_a_short_curve_is_left_as_it_is() -> None:
    values = curve(250)
    table = bucketed(values, 250)
    assert table["iteration"].tolist() == list(range(250))
    for column in ("mean", "lowest", "highest"):
        np.testing.assert_array_equal(table[column], values)


def test_an_empty_curve() -> None:
    table = bucketed(curve(0), 250)
    assert list(table) == ["iteration", "mean", "lowest", "highest"]
    assert set(table.dtypes) == {np.dtype(np.float32)}
    assert len(table) == 0


@pytest.mark.parametrize("lost", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_a_gap_where_it_was(lost: float) -> None:
    values = np.ones(8, np.float32)
    values[5] = lost
    table = bucketed(values, 4)
    assert table["mean"].isna().tolist() == [False, False, True, False]
    assert np.isfinite(table.to_numpy()[[0, 1, 3]]).all()
    assert not np.isinf(table.to_numpy()).any()


def test_losses_near_the_largest_float_do_not_overflow() -> None:
    largest = np.finfo(np.float32).max
    assert bucketed(np.full(8, largest), 2)["mean"].tolist() == [largest, largest]


@few
@given(st.integers(0, 200), st.floats(0, 0.99))
def test_smoothing_is_that_of_tensorboard(length: int, weight: float) -> None:
    values = curve(length)
    last, shown = 0.0, []
    for count, value in enumerate(values.astype(float), start=1):
        last = weight * last + (1 - weight) * value
        shown.append(last / (1 - weight**count))
    ours = smoothed(values, weight)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, shown, rtol=1e-5)


def test_no_smoothing_is_the_curve() -> None:
    np.testing.assert_array_equal(smoothed(curve(100), 0), curve(100))


def test_curves_side_by_side_are_smoothed_each_alone() -> None:
    one, other = curve(50), curve(50, seed=1)
    together = smoothed(np.stack([one, other], axis=1), 0.6)
    np.testing.assert_array_equal(together[:, 0], smoothed(one, 0.6))
    np.testing.assert_array_equal(together[:, 1], smoothed(other, 0.6))


@few
@given(lengths, budgets)
def test_thinned_keeps_the_first_and_the_last(length: int, points: int) -> None:
    rows = thinned_rows(length, points).tolist()
    assert len(rows) <= points + 1
    assert rows[:1] == list(range(length))[:1]
    assert rows[-1:] == list(range(length))[-1:]
    assert len(set(np.diff(rows[:-1]))) <= 2  # evenly spread, the older ones twice as far apart


def test_a_short_table_is_not_thinned() -> None:
    assert thinned_rows(40, 40).tolist() == list(range(40))
    assert thinned_rows(0, 40).tolist() == []


@pytest.mark.parametrize("points", [50, 250, 1_000])
@pytest.mark.parametrize("length", [1, 10, 200, 20_000, 1_000_000])
def test_on_a_logarithmic_axis_the_first_values_stand_alone(length: int, points: int) -> None:
    starts = bucket_starts(length, points, log=True)
    assert len(starts) <= points
    alone = min(length, points // 4)
    assert starts[:alone].tolist() == list(range(alone))
    longer = bucket_starts(1_000_000, points, log=True)
    assert longer[: len(starts)].tolist() == starts.tolist()  # no bucket ever moves
    values = curve(length)
    assert bucketed(values, points, log=True)["highest"].max() == values.max()
