import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from bp.data import SCALINGS, Dataset, fit_scaling
from bp.data.scaling import moments
from tests.data.examples import tiny_dataset

shapes = st.tuples(st.integers(1, 30), st.integers(1, 8))
images = arrays(np.uint8, shapes)


def dataset_of(x: NDArray[np.uint8]) -> Dataset:
    t = np.zeros(len(x), np.int64)
    return tiny_dataset(x_train=x, t_train=t, x_test=x, t_test=t, image_shape=(1, x.shape[1]))


# float32 arithmetic of z = (x - mean) / deviation: the stored mean, the difference, the stored
# 1 / deviation and the product are each off by HALF_ULP at most. The first of them moves a whole
# column by mean / deviation times that, the other three each z by its own share; together they are
# a little more than their sum, so four are counted.
HALF_ULP = 2.0**-24
SHARE = 4 * HALF_ULP


def moments_of(x: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean and the deviation of each column; of a constant one 1, as nothing is divided."""
    return x.mean(axis=0), np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), 1)


@given(x=images)
def test_standard_has_zero_mean_and_unit_variance(x: NDArray[np.uint8]) -> None:
    scaled = fit_scaling(dataset_of(x), "standard").apply(x).astype(np.float64)
    mean, deviation = moments_of(x)
    varies = np.ptp(x, axis=0) > 0
    # The mean of |z| is 1 at most, that of z² is 1, and a column that moves keeps its variance.
    assert (np.abs(scaled.mean(axis=0)) <= HALF_ULP * mean / deviation + SHARE).all()
    assert (np.abs(scaled.var(axis=0)[varies] - 1) <= 2 * SHARE).all()
    assert not scaled[:, ~varies].any()


@given(x=images, name=st.sampled_from(list(SCALINGS)))
def test_apply_equals_float64_arithmetic(x: NDArray[np.uint8], name: str) -> None:
    mean, deviation = moments_of(x)
    pixels = x.astype(np.float64)
    expected = {"raw": pixels, "unit": pixels / 255, "standard": (pixels - mean) / deviation}[name]
    moved = HALF_ULP * mean / deviation if name == "standard" else np.zeros(1)
    scaled = fit_scaling(dataset_of(x), name).apply(x)
    assert scaled.dtype == np.float32
    assert (np.abs(scaled - expected) <= moved + SHARE * np.abs(expected)).all()


@given(x=images, name=st.sampled_from(list(SCALINGS)))
def test_apply_fills_the_buffer_it_is_given(x: NDArray[np.uint8], name: str) -> None:
    scaling = fit_scaling(dataset_of(x), name)
    out = np.full(x.shape, np.nan, np.float32)
    assert scaling.apply(x, out) is out
    np.testing.assert_array_equal(out, scaling.apply(x))


def test_moments_are_exact_over_several_chunks() -> None:
    x = np.random.default_rng(0).integers(0, 256, (2500, 5), dtype=np.uint8)
    x[:, 0] = 255
    mean, variance = moments(x)
    assert (mean[0], variance[0]) == (255, 0)
    np.testing.assert_allclose(mean, x.mean(axis=0), rtol=1e-15)
    np.testing.assert_allclose(variance, x.var(axis=0), rtol=1e-12)


def test_unit_divides_by_the_largest_possible_pixel() -> None:
    dataset = tiny_dataset()
    assert fit_scaling(dataset, "unit").apply(dataset.x_train).max() == 1


def test_standard_knows_nothing_of_the_test_part() -> None:
    other = np.full((2, 3), 200, np.uint8)
    one, two = (
        fit_scaling(dataset, "standard") for dataset in (tiny_dataset(), tiny_dataset(x_test=other))
    )
    np.testing.assert_array_equal(one.apply(other), two.apply(other))


def test_a_stack_of_batches_scales_like_each_alone() -> None:
    dataset = tiny_dataset()
    scaling = fit_scaling(dataset, "standard")
    stack = np.stack([dataset.x_train, dataset.x_train[::-1]])
    np.testing.assert_array_equal(scaling.apply(stack)[1], scaling.apply(stack[1]))


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'minmax': choose one of raw, unit, standard"):
        fit_scaling(tiny_dataset(), "minmax")
