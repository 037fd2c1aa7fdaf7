"""The map in slices, from workers, coarse to fine; its regions and what is refused."""

import json
import pickle

import numpy as np
import pytest

from bp.search.boundary import Boundary, BoundaryConfig, Region, most_jagged
from bp.search.boundary.blocks import BLOCK, coarse_to_fine
from bp.search.boundary.map import beside_boundary
from bp.training import ConfigError

REGION = Region(-1, 3, -1, 3)
SMALL = BoundaryConfig(REGION, resolution=32, steps=24)


@pytest.fixture(scope="module")
def whole() -> Boundary:
    boundary = Boundary(SMALL)
    boundary.train()
    return boundary


def test_in_slices_from_a_worker_as_in_one_go(whole: Boundary) -> None:
    boundary = Boundary(SMALL)
    done = [boundary.progress]
    while not boundary.finished:
        parts = pickle.loads(pickle.dumps(boundary.parts))
        records = pickle.loads(pickle.dumps(boundary.advance_parts(parts, 1, 0.0)))
        boundary.take(parts, records)
        done.append(boundary.progress)
    assert done == [(n, done[0][1]) for n in range(done[0][1] + 1)]
    np.testing.assert_array_equal(boundary.image, whole.image)
    assert whole.runs_done == SMALL.runs


@pytest.mark.parametrize("slices", [0, 1, 2, 5])
def test_it_goes_on_from_what_was_written_down(whole: Boundary, slices: int) -> None:
    """After none, some or all of its blocks, through JSON, which keeps every digit."""
    boundary = Boundary(SMALL)
    for _ in range(slices):
        if not boundary.finished:
            boundary.take(boundary.parts, boundary.advance_parts(list(boundary.parts), 1, 0.0))
    description, rows = json.loads(json.dumps([boundary.description, list(boundary.rows.items())]))
    config = BoundaryConfig.from_description(description)
    assert config == SMALL
    again = Boundary(config, dict(rows))
    assert (again.runs_done, again.finished) == (boundary.runs_done, boundary.finished)
    again.train()
    np.testing.assert_array_equal(again.image, whole.image)
    assert again.by_rounding == whole.by_rounding
    assert again.rows == whole.rows


@pytest.mark.parametrize("rows", [{0: {"measures": [1.0]}}, {0: {}}, {10**6: {"measures": [1.0]}}])
def test_rows_of_another_map_are_refused(rows: dict[int, dict[str, list[float]]]) -> None:
    with pytest.raises((ValueError, KeyError)):
        Boundary(SMALL, rows)


def test_rows_are_rates_of_w2_and_columns_of_w1(whole: Boundary) -> None:
    """Slow layers converge; W2's large steps diverge, whatever those of W1."""
    assert whole.converged[0, 0]
    assert not whole.converged[-1].any()


def test_a_snapshot_stays_as_it_is() -> None:
    boundary = Boundary(SMALL)
    snapshot = boundary.snapshot()
    boundary.take(boundary.parts, boundary.advance_parts(list(boundary.parts), 1, 0.0))
    assert snapshot.runs_done == 0
    assert 0 < boundary.runs_done < SMALL.runs
    assert not snapshot.converged.any()


def test_from_coarse_to_fine() -> None:
    rows, columns = coarse_to_fine(32)
    assert len({*zip(rows.tolist(), columns.tolist(), strict=True)}) == 32 * 32
    assert (rows[:BLOCK] % 4 == 0).all()
    assert (columns[:BLOCK] % 4 == 0).all()
    assert (rows[: 4 * BLOCK] % 2 == 0).all()


def test_the_rates_are_on_logarithmic_axes() -> None:
    rate1, rate2 = Region(-1, 1, 0, 2).rates(3)
    np.testing.assert_allclose(rate1, [0.1, 1, 10])
    np.testing.assert_allclose(rate2, [1, 10, 100])
    assert Region(-1, 1, 0, 2).part((0.5, 1), (0, 0.25)) == Region(0, 1, 0, 0.5)


def test_the_deepest_zoom_still_tells_its_rates_apart() -> None:
    deep = Region(1.2345678, 1.2345678 + 1.1e-9, 0.9, 0.9 + 1.1e-9)
    for rates in deep.rates(128):
        assert (np.diff(rates) / rates[1:] > 1e5 * np.finfo(float).eps / 2).all()


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        ((1, 1, 0, 1), "the first power must be the smaller one"),
        ((0, 1, 2, 1), "of W2 goes from 10^2 to 10^1"),
        ((0, 11, 0, 1), "both powers must be from -10 to 10"),
        ((0, float("nan"), 0, 1), "both powers must be from"),
        ((0, 1, 1, 1 + 5e-10), "as deep as this map goes"),
    ],
)
def test_what_is_no_region(ends: tuple[float, float, float, float], sentence: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Region(*ends)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [{"activation": "sigmoid"}, {"width": 7}, {"resolution": 100}, {"steps": 10}, {"seed": -1}],
)
def test_what_is_no_config(wrong: dict[str, int | str]) -> None:
    with pytest.raises(ConfigError):
        BoundaryConfig(REGION, **wrong)  # type: ignore[arg-type]


def made(converged: np.ndarray) -> Boundary:
    """A map that came out like this."""
    boundary = Boundary(BoundaryConfig(Region(0, 4, 0, 4), resolution=len(converged)))
    boundary.image = np.where(converged, -1.0, 1.0)
    return boundary


def test_the_zoom_goes_to_where_the_boundary_is() -> None:
    converged = np.ones((32, 32), bool)
    converged[20:24:2, 4] = False  # two dots in one corner
    found = most_jagged(made(converged))
    assert found is not None
    dots = Region(4 * 4 / 31, 4 * 4.1 / 31, 4 * 20 / 31, 4 * 22 / 31)
    assert dots.within(found)
    assert found.decades == pytest.approx(4 * 8 / 31, abs=1e-3)


def test_where_there_is_no_boundary_there_is_nothing_to_zoom_into() -> None:
    assert most_jagged(made(np.ones((32, 32), bool))) is None


def test_beside_the_boundary_are_both_sides_of_it() -> None:
    converged = np.ones((8, 8), bool)
    converged[:, 3:] = False
    rows, columns = beside_boundary(converged)
    assert set(columns.tolist()) == {2, 3}
    assert len(rows) == 16


def test_rounding_decides_about_no_run_of_a_few_steps(whole: Boundary) -> None:
    """In 24 steps no error of 1e-16 grows to anything."""
    assert whole.finished
    assert whole.by_rounding == 0
    assert whole.is_resolved


def test_a_run_that_comes_out_otherwise_in_another_order_is_counted() -> None:
    boundary = Boundary(SMALL)
    while boundary.parts[0].checked is None:
        parts = list(boundary.parts)
        boundary.take(parts, boundary.advance_parts(parts, 1, 0.0))
    ((rows, columns, measures), *others), *queues = boundary.advance_parts(
        list(boundary.parts), 99, float("inf")
    )
    assert not boundary.finished
    for queue in boundary.parts:
        queue.blocks.clear()
    boundary.take(boundary.parts, [[(rows, columns, -measures), *others], *queues])
    assert boundary.finished
    checked = sum(len(block[0]) for block in [(rows,), *others, *(b for q in queues for b in q)])
    assert boundary.by_rounding == pytest.approx(len(rows) / checked)


def test_ends_are_rounded_to_a_thousandth_of_the_size() -> None:
    found = Region(0.123456789, 0.223456789, 1.000012345, 2).rounded()
    assert found.ends == (0.1235, 0.2235, 1.0, 2.0)
